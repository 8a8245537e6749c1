import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'late-doubts.sql');
}

export async function down(knex) {
  await runSql(knex, 'late-doubts.down.sql');
}
