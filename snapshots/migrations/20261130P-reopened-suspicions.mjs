import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'reopened-suspicions.sql');
}

export async function down(knex) {
  await runSql(knex, 'reopened-suspicions.down.sql');
}
