import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'standing-lists.sql');
}

export async function down(knex) {
  await runSql(knex, 'standing-lists.down.sql');
}
