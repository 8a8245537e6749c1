import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'begun-bars.sql');
}

export async function down(knex) {
  await runSql(knex, 'begun-bars.down.sql');
}
