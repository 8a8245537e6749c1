import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'handed-over.sql');
}

export async function down(knex) {
  await runSql(knex, 'handed-over.down.sql');
}
