import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'lost-papers.sql');
}

export async function down(knex) {
  await runSql(knex, 'lost-papers.down.sql');
}
