import { runSql } from './sql/run.mjs';

export async function up(knex) {
  await runSql(knex, 'shared-marks.sql');
}

export async function down(knex) {
  await runSql(knex, 'shared-marks.down.sql');
}
