import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'corrected-inquiries.sql');
}

export async function down(knex) {
  await runSql(knex, 'corrected-inquiries.down.sql');
}
