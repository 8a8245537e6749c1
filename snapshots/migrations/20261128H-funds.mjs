import { runSql } from './sql/run.mjs';

export async function up(knex) {
  for (const file of ['funds.sql', 'statements.sql', 'settlements.sql', 'costs.sql'])
    await runSql(knex, file);
}

export async function down(knex) {
  for (const name of ['costs', 'settlements', 'statements', 'funds']) await runSql(knex, `${name}.down.sql`);
}
