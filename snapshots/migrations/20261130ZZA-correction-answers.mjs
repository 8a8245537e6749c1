import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'correction-answers.sql');
}

export async function down(knex) {
  await runSql(knex, 'correction-answers.down.sql');
}
