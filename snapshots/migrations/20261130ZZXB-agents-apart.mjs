import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'agents-apart.sql');
}

export async function down(knex) {
  await runSql(knex, 'agents-apart.down.sql');
}
