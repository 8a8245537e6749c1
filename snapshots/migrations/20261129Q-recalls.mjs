import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'recalls.sql');
}

export async function down(knex) {
  await runSql(knex, 'recalls.down.sql');
}
