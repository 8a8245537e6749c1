import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'doors.sql');
}

export async function down(knex) {
  await runSql(knex, 'doors.down.sql');
}
