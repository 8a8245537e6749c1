import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'barred-names.sql');
}

export async function down(knex) {
  await runSql(knex, 'barred-names.down.sql');
}
