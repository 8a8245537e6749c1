import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'lost-fees.sql');
}

export async function down(knex) {
  await runSql(knex, 'lost-fees.down.sql');
}
