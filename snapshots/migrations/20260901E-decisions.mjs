import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'decisions.sql');
}

export async function down(knex) {
  await runSql(knex, 'decisions.down.sql');
}
