import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'faq-versions.sql');
}

export async function down(knex) {
  await runSql(knex, 'faq-versions.down.sql');
}
