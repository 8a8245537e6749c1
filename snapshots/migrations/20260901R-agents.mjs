import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'agents.sql');
}

export async function down(knex) {
  await runSql(knex, 'agents.down.sql');
}
