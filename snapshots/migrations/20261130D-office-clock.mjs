import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'office-clock.sql');
}

export async function down(knex) {
  await runSql(knex, 'office-clock.down.sql');
}
