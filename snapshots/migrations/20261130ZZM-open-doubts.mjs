import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'open-doubts.sql');
}

export async function down(knex) {
  await runSql(knex, 'open-doubts.down.sql');
}
