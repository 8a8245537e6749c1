import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'agent-fixes.sql');
}

export async function down(knex) {
  await runSql(knex, 'agent-fixes.down.sql');
}
