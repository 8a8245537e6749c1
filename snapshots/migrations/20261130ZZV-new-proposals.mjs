import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'new-proposals.sql');
}

export async function down(knex) {
  await runSql(knex, 'new-proposals.down.sql');
}
