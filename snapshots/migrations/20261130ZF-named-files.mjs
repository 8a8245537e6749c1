import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'named-files.sql');
}

export async function down(knex) {
  await runSql(knex, 'named-files.down.sql');
}
