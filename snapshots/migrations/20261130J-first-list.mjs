import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'first-list.sql');
}

export async function down(knex) {
  await runSql(knex, 'first-list.down.sql');
}
