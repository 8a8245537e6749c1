import { createHash } from 'node:crypto';
import {
  lists,
  mayTake,
  readableLists,
  type ListKind,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { recordAccess } from '../../adapter/access-log.ts';
import { refused } from '../../adapter/refused.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { work } from '../../adapter/work.ts';
import { fileOf, listMimes } from '../../lists/files.ts';
import { makers } from '../../lists/makers.ts';
import type { Ask, ListFilter } from '../../lists/report.ts';
import { dispositionOf } from '../files.ts';
import type { ActorVisit } from '../visit.ts';

/** So many cases on one page of the screen. */
const PAGE = 50;

/** 見られる一覧, with what may be done with each. */
export function listKinds({ actor }: ActorVisit): VerbOutput<'list.kinds'> {
  return {
    kinds: readableLists(actor.duties).map((kind) => {
      const { label, period, formats } = lists[kind];
      return { kind, label, period, formats: [...formats], mayTake: mayTake(kind, actor.duties) };
    }),
  };
}

function requireReader({ actor }: ActorVisit, kind: ListKind): void {
  if (!readableLists(actor.duties).includes(kind))
    refused('FORBIDDEN', { act: `${lists[kind].label}の閲覧` });
}

async function askOf(visit: ActorVisit, filter: ListFilter, rows: Ask['rows']): Promise<Ask> {
  const { office, moment } = visit;
  return { office, programme: await currentProgramme(office), moment, filter, rows };
}

/** The conditions of a list as they are kept on record. */
function conditionsOf({ from, to, state, channel, words }: ListFilter): object {
  return Object.fromEntries(
    Object.entries({ from, to, state, channel, words }).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );
}

/** 一覧の表示: a page of it. Of lists that name applicants every look is on record. */
export async function showList(
  visit: ActorVisit,
  { kind, page = 1, ...filter }: VerbParsed<'list.show'>,
): Promise<VerbOutput<'list.show'>> {
  requireReader(visit, kind);
  const ask = await askOf(visit, filter, { offset: (page - 1) * PAGE, limit: PAGE });
  const report = await makers[kind](ask);
  if (lists[kind].personal)
    await recordAccess(visit.office.database, {
      actor: visit.actor.id,
      action: 'list_opened',
      collection: 'applications',
      id: null,
      purpose: `${lists[kind].label} ${String(page)}ページ ${JSON.stringify(conditionsOf(filter))}`,
    });
  return {
    title: report.title,
    preface: [...report.preface],
    madeAt: visit.moment.at,
    sheets: report.sheets.map(({ name, columns, rows, ids, bars }) => ({
      name,
      columns: columns.map(({ title, kind: written }) => ({ title, kind: written })),
      rows: rows.map((row) => [...row]),
      ids: [...ids],
      bars,
    })),
    total: report.total,
    pages: lists[kind].personal ? Math.max(1, Math.ceil(report.total / PAGE)) : 1,
  };
}

/**
 * 一覧の出力: the whole of it as a file. Who took what, why, how many rows and the hash of the file are on record before
 * a byte leaves (別記1-8). The file itself is not kept: a copy nobody asked for is one more to lose.
 */
export async function takeList(
  visit: ActorVisit,
  { kind, format, purpose, ...filter }: VerbParsed<'list.take'>,
): Promise<void> {
  const { office, actor, moment, response } = visit;
  const { label, formats } = lists[kind];
  if (!mayTake(kind, actor.duties)) refused('FORBIDDEN', { act: `${label}の出力` });
  if (!formats.includes(format))
    refused('GUARD_FAILED', {
      event: `${label}の出力`,
      reason: 'この一覧はExcel又はCSVで出力してください。',
    });
  const ask = await askOf(visit, filter, null);
  const report = await makers[kind](ask);
  const { practice } = ask.programme;
  const bytes = await fileOf(report, format, { today: moment.today, practice });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await work(office, actor, async (unit) => {
    const id = await unit.create('exports', {
      subject: label,
      format,
      conditions: conditionsOf(filter),
      purpose,
      rows: report.total,
      sha256,
      exportedBy: actor.id,
      exportedAt: moment.at,
      practice,
      state: 'done',
    });
    await recordAccess(unit.trx, {
      actor: actor.id,
      action: 'list_taken',
      collection: 'exports',
      id,
      purpose: `${label}：${purpose}`,
    });
  });
  const name = `${practice ? '練習用_' : ''}${label}_${moment.today}.${format}`;
  response.setHeader('Content-Type', listMimes[format]);
  response.setHeader('Content-Length', String(bytes.length));
  response.setHeader('Content-Disposition', dispositionOf({ disposition: 'attachment', name }));
  response.end(bytes);
}
