import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'evidence.sql');
}

export async function down(knex) {
  await runSql(knex, 'evidence.down.sql');
}
