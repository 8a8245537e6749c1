import { readFile } from 'node:fs/promises';

/**
 * Runs one SQL file of this folder inside a transaction of its own: a rule is either wholly there or wholly absent.
 * Directus does not wrap custom migrations, and a half-installed set of triggers would look like protection.
 *
 * @param {import('knex').Knex} knex connection handed over by `directus database migrate`
 * @param {string} file name of the file beside this one, for example `audit.sql`
 */
export async function runSql(knex, file) {
  const text = await readFile(new URL(file, import.meta.url), 'utf8');
  // knex reads a bare question mark as a binding, even inside a comment.
  await knex.transaction((trx) => trx.raw(text.replaceAll('?', '\\?')));
}
