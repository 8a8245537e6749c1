import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'looked-signals.sql');
}

export async function down(knex) {
  await runSql(knex, 'looked-signals.down.sql');
}
