import {
  answersSchema,
  followingOf,
  followingReasons,
  parseShape,
  replaceable,
  replacedUnlessSaid,
  unwrap,
  type Answers,
  type Following,
  type QuestionKey,
  type VerbOutput,
  type VerbParsed,
} from '@grant/schema';
import { changedApplication, type Filed } from '../../adapter/changed-application.ts';
import { correctedColumns, hashOfCase, writeLists } from '../../adapter/intake.ts';
import { judge } from '../../adapter/judge.ts';
import { found, refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import { answersOfCase, gapsOf } from '../../adapter/store/application.ts';
import { attachmentsOf, liveAttachments, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import { type CaseRecord } from '../../adapter/store/cases.ts';
import type { Unit } from '../../adapter/work.ts';
import { enqueue } from '../../jobs/queue.ts';
import { move } from '../review/events.ts';
import { fileOf, itemsOf, type CorrectionItemRecord, type CorrectionRecord } from '../views/parts.ts';
import type { ActorVisit } from '../visit.ts';
import { answerDays } from './answer-days.ts';
import { NOT_ASKED, requireWhole, sort, type Answered, type Sorted } from './correction-items.ts';

/** A paper that is set aside, and what takes its place. */
interface SetAside {
  readonly paper: string;
  readonly by: readonly string[];
}

/**
 * Only what was asked for changes, and the questions that it opens; the rest of the case stays as it was submitted. What
 * the old answers implied for those questions is no answer to them.
 * @throws INVALID_INPUT for an answer to a question that is neither asked for nor opened
 */
function follow(
  before: Answers,
  fields: readonly Answered[],
  typed: Readonly<Record<string, unknown>>,
): Following {
  const read = (values: Readonly<Record<string, unknown>>): Answers =>
    unwrap(parseShape(answersSchema, values));
  const changes = read(Object.fromEntries(fields.map(({ item, value }) => [item.target, value])));
  const following = followingOf(before, changes, read(typed));
  const strangers = Object.keys(typed).filter((key) => !following.opened.some((one) => one === key));
  if (strangers.length > 0)
    refused('INVALID_INPUT', { faults: strangers.map((path) => ({ path, message: NOT_ASKED })) });
  return following;
}

/** The application as it stands now; what a paper leaves open of the questions that opened stays open. */
function corrected(
  current: CaseRecord,
  before: Answers,
  fields: readonly Answered[],
  following: Following,
): Filed {
  const rest = Object.entries(before).filter(([key]) => !following.opened.some((one) => one === key));
  const asked = fields.map(({ item }) => item.target);
  const given = following.opened.filter((key) => following.answers[key] !== undefined);
  return changedApplication(
    { answers: Object.fromEntries(rest), gaps: gapsOf(current), byPost: current.channel === 'post' },
    Object.fromEntries([...asked, ...given].map((key) => [key, following.answers[key as QuestionKey]])),
  );
}

/**
 * 補正の回答: only the items asked for may change; old and new values are kept; the case is judged and compared anew and
 * goes back to its reviewer.
 */
export async function answerCorrection(
  visit: ActorVisit,
  input: VerbParsed<'correction.answer'>,
): Promise<VerbOutput<'correction.answer'>> {
  return move(visit, 'answer_correction', input.version, async (unit, current) => {
    const row = await unit
      .trx<object>('corrections')
      .where({ application: current.id, state: 'open' })
      .first();
    const round = fromRow<CorrectionRecord>(found(row, '補正の依頼'));
    const items = await itemsOf(unit.trx, round.id);
    const papers = await liveAttachments(unit.trx, current.id);
    const byDesk = visit.actor.duties.has('reception');
    const brought = { papers, requestedAt: round.requestedAt, byDesk };
    const answers = sort(items, input.answers, input.unneeded ?? {}, brought);
    const days = await answerDays(unit, visit, current, round, input);
    const before = await answersOfCase(unit.trx, current);
    const following = follow(before, answers.fields, input.following ?? {});
    const pointless = (item: CorrectionItemRecord): boolean =>
      item.targetKind === 'field' && following.closed.some((key) => key === item.target);
    const open = answers.open.filter((item) => !pointless(item));
    requireWhole(open, byDesk);
    const facts = { unansweredItems: open.length };
    const { application, gaps } = corrected(current, before, answers.fields, following);
    const account = await liveAccount(unit.trx, current.id);
    const index = account?.numberIndex ?? null;
    const columns = await correctedColumns(unit, current, application, gaps);
    const judged: Record<string, unknown> = {};
    const aside = await asideOf(unit, current.id, answers.papers, round.requestedAt, input.replaces);
    return {
      facts,
      // Filled while the event is declared to the database: what follows from the answers is written in its UPDATE.
      set: judged,
      record: {
        round: round.round,
        items: items.length,
        ...days,
        ...(aside.length > 0 ? { replaced: aside } : {}),
      },
      alongside: async () => {
        await writeLists(unit, current.id, application);
        await keepAnswers(unit, answers, items.filter(pointless));
        await keepFollowing(unit, round.id, items, before, following);
        for (const { paper } of aside) await unit.update('attachments', paper, { status: 'replaced' });
        await unit.update('corrections', round.id, { state: 'answered', answeredAt: unit.moment.at });
        const renewed = { ...current, employer: columns.employer, gaps };
        Object.assign(judged, columns, await judge(unit, renewed, application, index), {
          contentHash: await hashOfCase(unit, current.id, application, index),
        });
        await enqueue(unit.trx, 'mail', { kind: 'correction-answered', applicationId: current.id });
      },
    };
  });
}

/** New values, reasons, and the items that the other answers made pointless, which have none. */
async function keepAnswers(
  unit: Unit,
  { fields, papers, unneeded }: Sorted,
  pointless: readonly CorrectionItemRecord[],
): Promise<void> {
  const kept = new Map<CorrectionItemRecord, object>([
    ...fields.map(({ item, value }) => [item, { newValue: JSON.stringify(value) }] as const),
    ...[...papers].map(([item, paper]) => [item, { newValue: JSON.stringify(paper.originalName) }] as const),
    ...[...unneeded].map(([item, unneededReason]) => [item, { unneededReason }] as const),
    ...pointless.map((item) => [item, {}] as const),
  ]);
  for (const [item, answer] of kept)
    await unit.update('correction_items', item.id, { ...answer, answeredAt: unit.moment.at });
}

/** What the answers opened or made pointless besides the items, in the round, old beside new. */
async function keepFollowing(
  unit: Unit,
  correction: string,
  items: readonly CorrectionItemRecord[],
  before: Answers,
  { opened, dropped, answers }: Following,
): Promise<void> {
  const answered = opened.filter((key) => answers[key] !== undefined);
  const asked = new Set(items.map((item) => item.target));
  const kept = [
    ...answered.map((key) => ({ key, reason: followingReasons.opened, value: answers[key] })),
    ...dropped
      .filter((key) => !asked.has(key))
      .map((key) => ({ key, reason: followingReasons.dropped, value: undefined })),
  ];
  for (const { key, reason, value } of kept)
    await unit.create('correction_items', {
      correction,
      targetKind: 'field',
      target: key,
      reason,
      follows: true,
      oldValue: JSON.stringify(before[key] ?? null),
      ...(value === undefined ? {} : { newValue: JSON.stringify(value) }),
      answeredAt: unit.moment.at,
    });
}

/**
 * 差替え: the new papers take the place of the older files that are chosen, which stay on file as replaced. Where nobody
 * chose, of the files whose 差し替え was asked for; a good one must not go with the one that was unclear.
 * @returns the older papers, each with the new ones that take its place, as the history keeps them
 */
async function asideOf(
  unit: Unit,
  application: string,
  papers: ReadonlyMap<CorrectionItemRecord, AttachmentRecord>,
  requestedAt: string,
  named: readonly string[] | undefined,
): Promise<SetAside[]> {
  const items = [...papers.keys()].map((item) => ({ ...item, file: fileOf(item) }));
  const asked = new Set<string | null>(items.map((item) => item.id));
  const all = await attachmentsOf(unit.trx, application);
  const older = all.filter(
    (old) =>
      !asked.has(old.correctionItem) &&
      items.some((item) => replaceable(item, [old], requestedAt).length > 0),
  );
  if (named?.some((id) => !older.some((old) => old.id === id)) === true)
    refused('INVALID_INPUT', {
      faults: [
        {
          path: 'replaces',
          message: '差し替える書類の指定が正しくありません。画面を開き直して、もう一度選んでください。',
        },
      ],
    });
  return older
    .filter(({ id }) => (named === undefined ? replacedUnlessSaid(items, id) : named.includes(id)))
    .map((old) => ({
      paper: old.id,
      by: [...papers].flatMap(([item, paper]) =>
        replaceable({ ...item, file: fileOf(item) }, [old], requestedAt).length > 0 ? [paper.id] : [],
      ),
    }));
}
