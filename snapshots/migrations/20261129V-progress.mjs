import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'progress.sql');
}

export async function down(knex) {
  await runSql(knex, 'progress.down.sql');
}
