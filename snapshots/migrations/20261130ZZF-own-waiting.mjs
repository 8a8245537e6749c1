import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'own-waiting.sql');
}

export async function down(knex) {
  await runSql(knex, 'own-waiting.down.sql');
}
