import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'four-eyes.sql');
}

export async function down(knex) {
  await runSql(knex, 'four-eyes.down.sql');
}
