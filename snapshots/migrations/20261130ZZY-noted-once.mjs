import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'noted-once.sql');
}

export async function down(knex) {
  await runSql(knex, 'noted-once.down.sql');
}
