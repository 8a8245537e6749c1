import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'shared-connections.sql');
}

export async function down(knex) {
  await runSql(knex, 'shared-connections.down.sql');
}
