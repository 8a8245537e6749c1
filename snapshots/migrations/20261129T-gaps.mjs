import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'gaps.sql');
}

export async function down(knex) {
  await runSql(knex, 'gaps.down.sql');
}
