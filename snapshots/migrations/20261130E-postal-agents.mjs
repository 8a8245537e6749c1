import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'postal-agents.sql');
}

export async function down(knex) {
  await runSql(knex, 'postal-agents.down.sql');
}
