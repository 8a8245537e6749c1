import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'arrived-answers.sql');
}

export async function down(knex) {
  await runSql(knex, 'arrived-answers.down.sql');
}
