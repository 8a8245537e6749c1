import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'live-faqs.sql');
}

export async function down(knex) {
  await runSql(knex, 'live-faqs.down.sql');
}
