import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'period-figures.sql');
}

export async function down(knex) {
  await runSql(knex, 'period-figures.down.sql');
}
