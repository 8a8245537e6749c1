import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'sorted-papers.sql');
}

export async function down(knex) {
  await runSql(knex, 'sorted-papers.down.sql');
}
