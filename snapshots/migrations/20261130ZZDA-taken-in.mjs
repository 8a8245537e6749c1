import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'taken-in.sql');
}

export async function down(knex) {
  await runSql(knex, 'taken-in.down.sql');
}
