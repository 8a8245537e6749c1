import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'practice-registers.sql');
}

export async function down(knex) {
  await runSql(knex, 'practice-registers.down.sql');
}
