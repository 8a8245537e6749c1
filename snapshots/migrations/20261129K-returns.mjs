import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'returns.sql');
}

export async function down(knex) {
  await runSql(knex, 'returns.down.sql');
}
