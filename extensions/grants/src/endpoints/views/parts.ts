import type { eventLabel } from '@grant/schema';
import {
  paperLabel,
  papers,
  questionLabel,
  type Answers,
  type AnswerValue,
  type NamedFile,
  type PaperCode,
  type VerbOutput,
  type Wanted,
} from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../../adapter/row.ts';
import { ofCase } from '../../adapter/store/cases.ts';
import { cameByPost, type AttachmentRecord } from '../../adapter/store/attachments.ts';

type Shown = VerbOutput<'application.show'>;

/** 添付書類 as shown. */
export function attachmentView(
  attachment: AttachmentRecord,
  answers: Answers = {},
): Shown['attachments'][number] {
  const { id, paper, originalName, bytes, pages, mime, sha256, status, unsorted } = attachment;
  const { scan, correctionItem, uploadedAt } = attachment;
  return {
    id,
    paper,
    paperLabel: unsorted ? '仕分け待ちの書類' : paperLabel(paper, answers),
    originalName,
    bytes,
    pages,
    mime,
    sha256,
    status,
    unsorted,
    byPost: cameByPost(attachment),
    scan,
    correctionItem,
    uploadedAt,
  };
}

/** 補正の行. */
export interface CorrectionRecord {
  readonly id: string;
  readonly application: string;
  readonly round: number;
  readonly note: string | null;
  readonly dueOn: string;
  readonly state: 'open' | 'answered' | 'closed';
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly answeredAt: string | null;
}

/** 補正項目の行. */
export interface CorrectionItemRecord {
  readonly id: string;
  readonly correction: string;
  readonly targetKind: 'field' | 'paper';
  readonly target: string;
  readonly reason: string | null;
  readonly oldValue: AnswerValue | null;
  readonly newValue: AnswerValue | null;
  readonly answeredAt: string | null;
  /** 直す必要がない理由, where the item was answered with one. */
  readonly unneededReason: string | null;
  /** True where the answers to the items that were asked for brought it with them. */
  readonly follows: boolean;
  /** The file the item is about, its page and its place in the order of arrival, from 1; null where none is named. */
  readonly attachment: string | null;
  readonly page: number | null;
  readonly ordinal: number | null;
  readonly wanted: Wanted | null;
}

/** 対象のファイル of an item, or null where it names none. */
export function fileOf({ attachment, page, ordinal, wanted }: CorrectionItemRecord): NamedFile | null {
  if (attachment === null || ordinal === null || wanted === null) return null;
  return { attachmentId: attachment, page, ordinal, wanted };
}

/** What a correction item is about, in Japanese. */
export function targetLabel(item: Pick<CorrectionItemRecord, 'targetKind' | 'target'>): string {
  if (item.targetKind === 'field') return questionLabel(item.target);
  return Object.hasOwn(papers, item.target) ? papers[item.target as PaperCode].label : item.target;
}

/** Items of one round in the order they were asked, then what their answers brought with them. */
export async function itemsOf(database: Knex, correction: string): Promise<CorrectionItemRecord[]> {
  const rows = await database<object>('correction_items').where({ correction }).orderBy(['follows', 'id']);
  return rows.map((row) => fromRow<CorrectionItemRecord>(row));
}

type Arrival = Pick<
  VerbOutput<'case.workbench'>['corrections'][number],
  'answerArrivedAt' | 'partNotedAt' | 'answeredOn' | 'arrivedOn' | 'postmarkOn' | 'postRule'
>;
const NOT_ARRIVED: Arrival = {
  answerArrivedAt: null,
  partNotedAt: null,
  answeredOn: null,
  arrivedOn: null,
  postmarkOn: null,
  postRule: 'postmark',
};

/** 回答の到着: what the envelopes say of each round of a case, by its id. */
async function arrivalsOf(database: Knex, application: string): Promise<ReadonlyMap<string, Arrival>> {
  const answer: { rows: object[] } = await database.raw(
    `select c.id, grant_answer_arrived(c.id) as answer_arrived_at, c.part_noted_at, grant_answered_on(c)::text as answered_on,
            d.days ->> 'arrivedOn' as arrived_on, d.days ->> 'postmarkOn' as postmark_on, grant_post_rule(a) as post_rule
       from corrections c join applications a on a.id = c.application
       left join lateral (select grant_answer_days(c) as days) d on true
      where c.application = ?`,
    [application],
  );
  const rows = answer.rows.map((row) => fromRow<Arrival & { readonly id: string }>(row));
  return new Map(rows.map(({ id, ...arrival }) => [id, arrival]));
}

/** 補正 of a case, oldest first. */
export async function correctionViews(
  database: Knex,
  application: string,
): Promise<VerbOutput<'case.workbench'>['corrections']> {
  const rounds = await ofCase<CorrectionRecord>(database, 'corrections', application, 'round');
  const arrivals = await arrivalsOf(database, application);
  const views: VerbOutput<'case.workbench'>['corrections'] = [];
  for (const round of rounds) {
    const items = await itemsOf(database, round.id);
    views.push({
      id: round.id,
      round: round.round,
      state: round.state,
      dueOn: round.dueOn as (typeof views)[number]['dueOn'],
      note: round.note ?? '',
      requestedAt: round.requestedAt,
      answeredAt: round.answeredAt,
      ...(arrivals.get(round.id) ?? NOT_ARRIVED),
      items: items.map((item) => ({
        id: item.id,
        targetKind: item.targetKind,
        target: item.target,
        label: targetLabel(item),
        reason: item.reason ?? '',
        oldValue: item.oldValue,
        newValue: item.newValue,
        answeredAt: item.answeredAt,
        unneededReason: item.unneededReason,
        follows: item.follows,
        file: fileOf(item),
      })),
    });
  }
  return views;
}

interface DecisionRecord {
  readonly kind: 'grant' | 'refuse';
  readonly amount: number | null;
  readonly number: string;
  readonly decidedAt: string;
  readonly reasons: NonNullable<Shown['decision']>['reasons'] | null;
}

/** 決定 that stands, or null; a top-up (追加支給) stands beside it and has its own view. */
export async function decisionView(database: Knex, application: string): Promise<Shown['decision']> {
  const row = await database<object>('decisions')
    .where({ application, status: 'live' })
    .whereNot({ kind: 'top_up' })
    .first();
  if (row === undefined) return null;
  const { kind, amount, number, decidedAt, reasons } = fromRow<DecisionRecord>(row);
  return { kind, amount: amount ?? 0, number, decidedAt, reasons: [...(reasons ?? [])] };
}

/** One event of the history as stored. */
export interface EventRecord {
  readonly event: Parameters<typeof eventLabel>[0];
  readonly toState: string;
  readonly actor: string;
  readonly duty: string;
  readonly reason: string | null;
  readonly facts: unknown;
  readonly at: string;
}

/** 経過 of a case, oldest first. */
export function eventsOf(database: Knex, application: string): Promise<EventRecord[]> {
  return ofCase<EventRecord>(database, 'case_events', application, 'seq');
}
