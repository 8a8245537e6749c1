import type { Knex } from 'knex';

interface Person {
  readonly id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
}

function called(person: Person): string {
  return (
    [person.last_name, person.first_name].filter(Boolean).join(' ') || (person.email ?? '（氏名未登録）')
  );
}

/** 担当者名 of one person; an unknown id has none. */
export async function nameOf(database: Knex, id: string): Promise<string> {
  return (await namesOfPeople(database, [id])).get(id) ?? '（不明）';
}

/** Names of several people by id. */
export async function namesOfPeople(
  database: Knex,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (wanted.length === 0) return new Map();
  const rows = await database<Person>('directus_users')
    .whereIn('id', wanted)
    .select('id', 'first_name', 'last_name', 'email');
  return new Map(rows.map((row) => [row.id, called(row)]));
}
