import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'sorted-again.sql');
}

export async function down(knex) {
  await runSql(knex, 'sorted-again.down.sql');
}
