import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'practice.sql');
}

export async function down(knex) {
  await runSql(knex, 'practice.down.sql');
}
