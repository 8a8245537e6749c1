import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'standing-letters.sql');
}

export async function down(knex) {
  await runSql(knex, 'standing-letters.down.sql');
}
