import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'late-answers.sql');
}

export async function down(knex) {
  await runSql(knex, 'late-answers.down.sql');
}
