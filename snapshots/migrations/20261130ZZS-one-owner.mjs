import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'one-owner.sql');
}

export async function down(knex) {
  await runSql(knex, 'one-owner.down.sql');
}
