import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'newer-grounds.sql');
}

export async function down(knex) {
  await runSql(knex, 'newer-grounds.down.sql');
}
