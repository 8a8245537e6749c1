import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'claims.sql');
}

export async function down(knex) {
  await runSql(knex, 'claims.down.sql');
}
