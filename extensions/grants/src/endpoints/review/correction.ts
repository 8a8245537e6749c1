import {
  civilDate,
  closedReason,
  correctionDueOn,
  dayInWords,
  isPaperCode,
  isQuestionKey,
  namedFileText,
  officeCalendarOf,
  postedFileText,
  unwrap,
  wantedOfPaper,
  ACCOUNT_KEYS,
  type Programme,
  writtenAnswer,
  type VerbParsed,
} from '@grant/schema';
import { randomUUID } from 'node:crypto';
import { draftLetter, headOf } from '../../adapter/letters.ts';
import { refused } from '../../adapter/refused.ts';
import { answersOfCase } from '../../adapter/store/application.ts';
import { liveAttachments, type AttachmentRecord } from '../../adapter/store/attachments.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import { enqueue } from '../../jobs/queue.ts';
import type { LetterData } from '../../letters/shapes.ts';
import { fileOf, itemsOf, targetLabel, type CorrectionItemRecord } from '../views/parts.ts';
import type { ActorVisit } from '../visit.ts';
import { move, type Moved } from './events.ts';

type LetterItem = LetterData<'correction'>['items'][number];
type Item = VerbParsed<'case.requestCorrection'>['items'][number];

// The account is corrected by its own verb after a failed transfer, and before that never by a letter that would have
// to say the old one.
function requireTarget(item: Item): void {
  const known =
    item.targetKind === 'paper'
      ? isPaperCode(item.target)
      : isQuestionKey(item.target) && !(ACCOUNT_KEYS as readonly string[]).includes(item.target);
  if (!known)
    refused('INVALID_INPUT', {
      faults: [
        {
          path: 'items',
          message: `「${targetLabel(item)}」は補正を求められる項目ではありません。振込口座は、通帳の写しの補正を依頼してください。`,
        },
      ],
    });
}

// One field has one answer: the second item could never be answered.
function requireOnce(items: readonly Item[]): void {
  const fields = items.filter(({ targetKind }) => targetKind === 'field').map(({ target }) => target);
  const twice = fields.find((target, index) => fields.indexOf(target) !== index);
  if (twice === undefined) return;
  const label = targetLabel({ targetKind: 'field', target: twice });
  refused('INVALID_INPUT', {
    faults: [{ path: 'items', message: `「${label}」が二つあります。一つの点にまとめてください。` }],
  });
}

// Whoever answers on the last day must find somebody to ask.
function requireDueDay(figures: Programme, dueOn: string, today: string): void {
  const fault = (message: string): never =>
    refused('INVALID_INPUT', { faults: [{ path: 'dueOn', message }] });
  if (dueOn < today) fault('回答の期限は今日以後の日にしてください。');
  if (dueOn > figures.officeClosesOn)
    fault(`回答の期限は事務局の終了日（${dayInWords(figures.officeClosesOn)}）までの日にしてください。`);
  const closed = unwrap(closedReason(officeCalendarOf(figures), civilDate(dueOn)));
  if (closed !== null)
    fault(`回答の期限は事務局の営業日にしてください（${dayInWords(dueOn)}は${closed}です）。`);
}

/** 現在の内容 as the letter prints it: an answer in words, a paper by the name of its file; null where nothing stands. */
function presentOf(target: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (isQuestionKey(target)) return writtenAnswer(target, value);
  return typeof value === 'string' ? value : null;
}

// Who filed by post has no account to answer with; a letter that says to post must say where to.
function answeringOf(
  { letterAddress, letterContact }: Programme,
  channel: CaseRecord['channel'],
): Pick<LetterData<'correction'>, 'online' | 'postTo'> {
  return { online: channel === 'online', postTo: [letterAddress, letterContact].filter(Boolean).join('　') };
}

/** The file an item names: one the office has, of the kind of paper that is asked for, and a page it has. */
function namedBy(
  { targetKind, target, file }: Item,
  papers: readonly AttachmentRecord[],
): AttachmentRecord | undefined {
  if (file === undefined) return undefined;
  const named = papers.find(
    ({ id, paper, unsorted }) =>
      id === file.attachmentId && targetKind === 'paper' && paper === target && !unsorted,
  );
  if (named === undefined || (file.page ?? 1) > (named.pages ?? 1))
    refused('INVALID_INPUT', {
      faults: [
        {
          path: 'items',
          message:
            '補正の対象には、この案件に届いている、その種類の書類のファイルとページを選んでください。画面を読み込み直すと、今のファイルを選べます。',
        },
      ],
    });
  return named;
}

/** What stood there when it was asked: an answer, the name of the file that is meant, or of the newest of its kind. */
function standing(
  item: Item,
  answers: Readonly<Record<string, unknown>>,
  papers: readonly AttachmentRecord[],
): unknown {
  if (item.targetKind === 'field' && item.file === undefined) return answers[item.target] ?? null;
  const named = namedBy(item, papers);
  return (
    (named ?? papers.findLast((paper) => paper.paper === item.target && !paper.unsorted))?.originalName ??
    null
  );
}

/** 対象 as the letter prints it: a file by its name, a paper that came by post by its place among those sent. */
function fileInWords(
  item: CorrectionItemRecord | undefined,
  byPost: boolean,
): Pick<LetterItem, 'file' | 'wanted'> {
  const file = item === undefined ? null : fileOf(item);
  if (item === undefined || file === null) return {};
  const name = typeof item.oldValue === 'string' ? item.oldValue : '';
  return {
    file: byPost ? postedFileText(file, targetLabel(item)) : namedFileText(file, name),
    wanted: wantedOfPaper[file.wanted],
  };
}

/** 補正の依頼: a round with its items and what stood there, the letter, and a mail. Due after the programme's days. */
export function requestCorrection(
  visit: ActorVisit,
  input: VerbParsed<'case.requestCorrection'>,
): Promise<Moved> {
  input.items.forEach(requireTarget);
  requireOnce(input.items);
  return move(visit, 'request_correction', input.version, async (unit, current) => {
    const programme = await programmeOfCase(unit.trx, current);
    const { today } = unit.moment;
    const dueOn = input.dueOn ?? unwrap(correctionDueOn(programme.figures, civilDate(today)));
    requireDueDay(programme.figures, dueOn, today);
    const answers: Readonly<Record<string, unknown>> = await answersOfCase(unit.trx, current);
    const papers = await liveAttachments(unit.trx, current.id);
    const last = await unit
      .trx('corrections')
      .where({ application: current.id })
      .max<{ max: number | null }[]>('round');
    const round = (last[0]?.max ?? 0) + 1;
    // Items are read by their ids: everywhere in the order in which the letter numbers them.
    const ids = input.items.map(() => randomUUID()).toSorted();
    const items = input.items.map((item, index) => ({
      ...item,
      id: ids[index] ?? randomUUID(),
      oldValue: standing(item, answers, papers),
    }));
    return {
      facts: { correctionItems: items.length },
      record: { round, items: items.length },
      alongside: async () => {
        const correction = await unit.create('corrections', {
          application: current.id,
          round,
          note: input.note,
          dueOn,
          state: 'open',
          requestedBy: visit.actor.id,
          requestedAt: unit.moment.at,
        });
        for (const { oldValue, file, ...item } of items)
          await unit.create('correction_items', {
            ...item,
            correction,
            oldValue: JSON.stringify(oldValue),
            attachment: file?.attachmentId ?? null,
            page: file?.page ?? null,
            wanted: file?.wanted ?? null,
          });
        // 何枚目 is counted by the database.
        const kept = new Map((await itemsOf(unit.trx, correction)).map((item) => [item.id, item]));
        const number = `${current.receiptNumber ?? ''}-補${round}`;
        await draftLetter(unit, current.id, 'correction', number, {
          ...headOf(programme, current, current.receiptNumber ?? ''),
          number,
          requestedOn: today,
          dueOn,
          ...answeringOf(programme.figures, current.channel),
          note: input.note,
          items: items.map((item) => ({
            label: targetLabel(item),
            present: presentOf(item.target, item.oldValue),
            reason: item.reason,
            ...fileInWords(kept.get(item.id), current.channel === 'post'),
          })),
        });
        await enqueue(unit.trx, 'mail', { kind: 'correction-requested', applicationId: current.id, dueOn });
      },
    };
  });
}
