import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'moved-callbacks.sql');
}

export async function down(knex) {
  await runSql(knex, 'moved-callbacks.down.sql');
}
