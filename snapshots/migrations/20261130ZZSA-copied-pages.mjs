import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'copied-pages.sql');
}

export async function down(knex) {
  await runSql(knex, 'copied-pages.down.sql');
}
