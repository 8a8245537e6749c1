import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'sent-questions.sql');
}

export async function down(knex) {
  await runSql(knex, 'sent-questions.down.sql');
}
