import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'doubted-files.sql');
}

export async function down(knex) {
  await runSql(knex, 'doubted-files.down.sql');
}
