import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'doubt.sql');
}

export async function down(knex) {
  await runSql(knex, 'doubt.down.sql');
}
