import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'money-figures.sql');
}

export async function down(knex) {
  await runSql(knex, 'money-figures.down.sql');
}
