import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'sound-grants.sql');
}

export async function down(knex) {
  await runSql(knex, 'sound-grants.down.sql');
}
