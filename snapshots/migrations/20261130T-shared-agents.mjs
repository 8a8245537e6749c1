import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'shared-agents.sql');
}

export async function down(knex) {
  await runSql(knex, 'shared-agents.down.sql');
}
