import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'births-apart.sql');
}

export async function down(knex) {
  await runSql(knex, 'births-apart.down.sql');
}
