import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'misfiled-papers.sql');
}

export async function down(knex) {
  await runSql(knex, 'misfiled-papers.down.sql');
}
