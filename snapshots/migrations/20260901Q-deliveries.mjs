import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'deliveries.sql');
}

export async function down(knex) {
  await runSql(knex, 'deliveries.down.sql');
}
