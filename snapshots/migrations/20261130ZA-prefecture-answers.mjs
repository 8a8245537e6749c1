import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'prefecture-answers.sql');
}

export async function down(knex) {
  await runSql(knex, 'prefecture-answers.down.sql');
}
