import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'shared-traits.sql');
}

export async function down(knex) {
  await runSql(knex, 'shared-traits.down.sql');
}
