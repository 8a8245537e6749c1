import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'answered-questions.sql');
}

export async function down(knex) {
  await runSql(knex, 'answered-questions.down.sql');
}
