import type { VerbOutput, VerbParsed } from '@grant/schema';
import type { Knex } from 'knex';
import { recordAccess } from '../adapter/access-log.ts';
import { found } from '../adapter/refused.ts';
import { fromRow } from '../adapter/row.ts';
import { namesOfPeople } from '../adapter/store/people.ts';
import { handOut } from './files.ts';
import { idOf, type ActorVisit } from './visit.ts';

type Shown = VerbOutput<'practice.archive'>;

const PAGE = 20;

// Records that no screen of the admin app shows have no name there.
const NAMELESS: Readonly<Record<string, string>> = {
  page_prints: '書類の頁の特徴',
  paper_traits: '書類の作成情報',
};

/** Sealed account numbers and what they are found by are of no use to a reader. */
const SEALED = /_(sealed|index|hash)$/u;

const KINDS = `
  select x.collection, count(*)::int as count, coalesce(c.translations::jsonb -> 0 ->> 'translation', '') as label
    from practice_archive x left join directus_collections c on c.collection = x.collection
   where x.reset = ? group by x.collection, c.translations::jsonb`;

const NAMED = `
  select field, translations::jsonb -> 0 ->> 'translation' as label,
         coalesce(options::jsonb -> 'choices', '[]') as choices
    from directus_fields where collection = ?`;

const RECORDS = `
  select x.key, x.content,
         (select coalesce(jsonb_agg(k.file), '[]') from practice_archive_files k
           where k.reset = x.reset and k.file::text in (select value from jsonb_each_text(x.content))) as files
    from practice_archive x where x.reset = :reset and x.collection = :collection
   order by x.id limit :limit offset :offset`;

async function kindsOf(database: Knex, reset: number): Promise<Shown['collections']> {
  const answer: { rows: Shown['collections'] } = await database.raw(KINDS, [reset]);
  return answer.rows
    .map((row) => ({ ...row, label: row.label || (NAMELESS[row.collection] ?? row.collection) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'ja'));
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

interface Named {
  readonly field: string;
  readonly label: string | null;
  readonly choices: readonly { readonly text: string; readonly value: string }[];
}

/** A stored value in the words of the admin app: the text of a choice, yes or no, else as it stands. */
function written(value: unknown, choices: Named['choices']): string {
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return choices.find((one) => one.value === text)?.text ?? text;
}

/** 練習の保管庫: what one practice held when it was begun anew, kind by kind, in the words of the admin app. */
async function showArchive(
  { office: { database } }: ActorVisit,
  { reset, collection: asked, page = 1 }: VerbParsed<'practice.archive'>,
): Promise<Shown> {
  const collections = await kindsOf(database, reset);
  const chosen = collections.find((one) => one.collection === asked) ?? collections[0];
  if (chosen === undefined) return { collections, collection: null, pages: 0, records: [] };
  const { collection, count } = chosen;
  const named: { rows: Named[] } = await database.raw(NAMED, [collection]);
  const names = new Map(named.rows.map((row) => [row.field, row]));
  const answer: { rows: { key: string; content: Record<string, unknown>; files: string[] }[] } =
    await database.raw(RECORDS, { reset, collection, limit: PAGE, offset: (page - 1) * PAGE });
  const people = await namesOfPeople(
    database,
    answer.rows.flatMap(({ content }) => Object.values(content)).filter(isId),
  );
  return {
    collections,
    collection,
    pages: Math.ceil(count / PAGE),
    records: answer.rows.map(({ key, content, files }) => ({
      key,
      fields: Object.entries(content)
        .filter(([field, value]) => value !== null && value !== '' && !SEALED.test(field))
        .map(([field, value]) => ({
          label: names.get(field)?.label ?? field,
          value: (isId(value) ? people.get(value) : null) ?? written(value, names.get(field)?.choices ?? []),
        })),
      files,
    })),
  };
}

/** 保管庫の書類: a paper or a letter of a practice that was begun anew, kept on record like every other opening. */
async function showArchivedFile(visit: ActorVisit): Promise<void> {
  const id = idOf(visit, 'id', '書類');
  const { database } = visit.office;
  const kept = await database('practice_archive_files').where({ file: id }).first<object | undefined>('file');
  found(kept, '書類');
  const stored: object | undefined = await database('directus_files')
    .where({ id } as object)
    .first<object | undefined>('type', 'filename_download');
  const file = fromRow<{ type: string | null; filenameDownload: string }>(found(stored, '書類'));
  await recordAccess(database, {
    actor: visit.actor.id,
    action: 'paper_opened',
    collection: 'practice_archive_files',
    id,
    purpose: '練習の保管庫の閲覧',
  });
  const mime = file.type ?? 'application/octet-stream';
  await handOut(visit, { file: id, name: file.filenameDownload, mime, disposition: 'inline' });
}

export const archiveHandlers = { 'practice.archive': showArchive, 'practice.file': showArchivedFile };
