import { createHash } from 'node:crypto';
import {
  guessMapping,
  rosterRowText,
  rosterColumns,
  missingColumns,
  parseShape,
  readRosterRow,
  unwrap,
  type RosterKind,
  type RosterMapping,
  type RosterValue,
  type Verb,
} from '@grant/schema';
import { z } from 'zod';
import { refused } from '../../adapter/refused.ts';
import { tableOfUpload } from '../../adapter/table-of-upload.ts';
import { readUpload, type Upload } from '../../adapter/upload.ts';
import type { ActorVisit } from '../visit.ts';

/** More rows than this in one file are a mistake: the register has a few thousand. */
const ROWS_MAX = 20_000;

/** One row as read, with its line in the file (the heading is line 1). */
export type ReadRow = { readonly line: number; readonly cells: readonly string[]; readonly hash: string } & (
  | { readonly ok: true; readonly values: Readonly<Record<string, RosterValue>> }
  | { readonly ok: false; readonly reason: string }
);

/** 読み取った名簿. */
export interface ReadRoster {
  readonly list: RosterKind;
  /** The day of which the file is the whole list; null when it is a part. */
  readonly completeOn: string | null;
  readonly upload: Upload;
  readonly headings: readonly string[];
  readonly mapping: RosterMapping;
  readonly missing: readonly string[];
  readonly rows: readonly ReadRow[];
}

const mappingShape = z.record(z.string(), z.number().int().min(0).nullable());

function mappingOf(list: RosterKind, text: string | undefined, headings: readonly string[]): RosterMapping {
  if (text === undefined || text === '') return guessMapping(list, headings);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = null;
  }
  const parsed = mappingShape.safeParse(given);
  if (!parsed.success)
    refused('INVALID_INPUT', { faults: [{ path: 'mapping', message: '列の対応を選び直してください。' }] });
  return Object.fromEntries(
    Object.keys(rosterColumns[list]).map((name) => [name, parsed.data[name] ?? null]),
  );
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * 名簿の読取り: a multipart request with the file, the kind of the list and, when a person has chosen, the mapping of its
 * columns. Nothing is stored.
 */
export async function readRoster(visit: ActorVisit, verb: Verb): Promise<ReadRoster> {
  const upload = await readUpload(visit.request);
  const fields = unwrap(parseShape(verb.input, upload.fields)) as {
    list: RosterKind;
    mapping?: string;
    completeOn?: string;
  };
  const { list, mapping: text, completeOn = null } = fields;
  const table = await tableOfUpload(upload, '名簿の取込み', () =>
    refused('FILE_TYPE_REFUSED', { name: upload.name, accepted: ['XLSX', 'CSV'] }),
  );
  const [headings = [], ...body] = table;
  if (body.length === 0)
    refused('GUARD_FAILED', {
      event: '名簿の取込み',
      reason: '見出しの下に行がありません。ファイルを確かめてください。',
    });
  if (body.length > ROWS_MAX)
    refused('GUARD_FAILED', {
      event: '名簿の取込み',
      reason: `1つのファイルは${ROWS_MAX.toLocaleString('ja-JP')}行までです。分けて取り込んでください。`,
    });
  const mapping = mappingOf(list, text, headings);
  const rows = body.map((cells, index): ReadRow => {
    const row = readRosterRow(list, mapping, cells);
    const line = index + 2;
    const hash = hashOf(row.ok ? rosterRowText(list, row.values) : JSON.stringify([list, cells]));
    return { line, cells, hash, ...row };
  });
  return { list, completeOn, upload, headings, mapping, missing: missingColumns(list, mapping), rows };
}
