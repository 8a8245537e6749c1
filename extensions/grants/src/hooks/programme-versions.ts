import {
  defaultProgramme,
  parseShape,
  programmeLabels,
  programmeSchema,
  refuse,
  type FieldFault,
} from '@grant/schema';
import type { Knex } from 'knex';
import { directusErrorOf } from '../adapter/http-refusal.ts';
import type { Row } from '../adapter/ports.ts';
import { fromRow, snakeKey } from '../adapter/row.ts';
import { rawFigures } from '../adapter/store/programmes.ts';
import type { FilterContext, Registry } from './registry.ts';

type Bag = Readonly<Record<string, unknown>>;

/** So many faults are named at once; the next save names the others. */
const FAULTS_SHOWN = 5;

/** What a new version starts with whatever the form or a copy of another version says. */
const BEGINS: Row = { status: 'draft', published_at: null };

function refuseVersion(event: string, reason: string): never {
  throw directusErrorOf(refuse('GUARD_FAILED', { event, reason }));
}

async function programmeOf(database: Knex, id: unknown): Promise<Bag> {
  const row = typeof id === 'string' ? await database<object>('programmes').where({ id }).first() : undefined;
  if (row === undefined) refuseVersion('版の保存', '「事業」を選んでから保存してください。');
  return fromRow<Bag>(row);
}

// A form hands over an edited table as text, the database as a value.
function read(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/u.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

// A draft may still lack figures, but what it says must be possible together; a published version must be whole.
async function requirePossible(database: Knex, row: Row): Promise<void> {
  const version = fromRow<Bag>(row);
  const whole = version['status'] === 'published';
  const defaults: Bag = { ...defaultProgramme };
  const figures = Object.fromEntries(
    Object.entries(rawFigures(await programmeOf(database, row['programme']), version)).map(([key, value]) => [
      key,
      read(value ?? (whole ? value : defaults[key])),
    ]),
  );
  const parsed = parseShape(programmeSchema, figures);
  if (parsed.ok) return;
  const { faults } = parsed.refusal.facts as { faults: readonly FieldFault[] };
  refuseVersion(whole ? '版の公開' : '版の保存', faults.slice(0, FAULTS_SHOWN).map(sentenceOf).join(''));
}

// A fault inside a table names the table; its row is seen in the form.
function sentenceOf({ path, message }: FieldFault): string {
  const [key = ''] = path.split('.');
  const label = (programmeLabels as Readonly<Record<string, string>>)[key];
  return label === undefined ? message : `「${label}」：${message}`;
}

async function nextNumber(database: Knex, programme: unknown): Promise<number> {
  const answer = await database<{ version: number; programme: string }>('programme_versions')
    .where({ programme: String(programme) })
    .max({ last: 'version' })
    .first();
  return Number(answer?.last ?? 0) + 1;
}

/** The figures in force, which a new version changes in a few places; as JSON, so that a day is the text the form has. */
async function inForce(database: Knex, { currentVersion }: Bag): Promise<Row> {
  if (typeof currentVersion !== 'string') return {};
  const found = await database('programme_versions as v')
    .where({ id: currentVersion })
    .first<{ figures: Row } | undefined>(database.raw('to_jsonb(v) as figures'));
  return Object.fromEntries(
    Object.keys(programmeLabels)
      .map(snakeKey)
      .filter((column) => Object.hasOwn(found?.figures ?? {}, column))
      .map((column) => [column, found?.figures[column]]),
  );
}

async function create(payload: unknown, _meta: unknown, { database }: FilterContext): Promise<Row> {
  const given = payload as Row;
  const programme = await programmeOf(database, given['programme']);
  const row = {
    ...(await inForce(database, programme)),
    ...given,
    ...BEGINS,
    version: await nextNumber(database, given['programme']),
  };
  await requirePossible(database, row);
  return row;
}

async function update(
  payload: unknown,
  meta: { readonly keys?: readonly (string | number)[] },
  { database }: FilterContext,
): Promise<unknown> {
  // Number and day of publication are given, not typed.
  const changes = { ...(payload as Row) };
  delete changes['version'];
  delete changes['published_at'];
  for (const id of meta.keys ?? []) {
    const row = await database<Row>('programme_versions').where({ id }).first();
    if (row === undefined) continue;
    if (row['status'] === 'published')
      refuseVersion(
        '公開した版の変更',
        '公開した版は変更できません。「コピーとして保存」で新しい版を作り、そちらを直してください。',
      );
    await requirePossible(database, { ...row, ...changes });
  }
  return changes;
}

async function remove(keys: unknown, _meta: unknown, { database }: FilterContext): Promise<unknown> {
  const published = await database<Row>('programme_versions')
    .whereIn('id', keys as string[])
    .where({ status: 'published' })
    .first('id');
  if (published !== undefined)
    refuseVersion('公開した版の削除', '公開した版は削除できません。使わない版は、そのまま残してください。');
  return keys;
}

async function choose(
  payload: unknown,
  meta: { readonly keys?: readonly (string | number)[] },
  { database }: FilterContext,
) {
  const chosen = (payload as Row)['current_version'];
  if (chosen === undefined) return payload;
  const row =
    typeof chosen === 'string'
      ? await database<Row>('programme_versions').where({ id: chosen }).first()
      : undefined;
  const fits = (meta.keys ?? []).every((key) => row?.['programme'] === key);
  if (row === undefined || !fits || row['status'] !== 'published')
    refuseVersion(
      '適用する版の変更',
      '適用できるのは、この事業の公開した版だけです。版を公開してから選んでください。',
    );
  return payload;
}

/**
 * 事業の設定の版: the manager changes the programme by a new version: a copy begins as a draft with the next number, is
 * checked by the rules every case is judged with, and after publication never changes. The database holds the last two.
 */
export function programmeVersions({ filter }: Registry): void {
  filter('programme_versions.items.create', create);
  filter('programme_versions.items.update', update);
  filter('programme_versions.items.delete', remove);
  filter('programmes.items.update', choose);
}
