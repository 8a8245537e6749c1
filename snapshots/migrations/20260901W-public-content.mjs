import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'public-content.sql');
}

export async function down(knex) {
  await runSql(knex, 'public-content.down.sql');
}
