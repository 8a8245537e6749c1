import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'judged-anew.sql');
}

export async function down(knex) {
  await runSql(knex, 'judged-anew.down.sql');
}
