import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'debited-recall.sql');
}

export async function down(knex) {
  await runSql(knex, 'debited-recall.down.sql');
}
