import { eventLabel, type AnswerValue } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import type { AttachmentRecord } from '../../adapter/store/attachments.ts';
import { targetLabel, type CorrectionItemRecord } from '../views/parts.ts';

export interface Answered {
  readonly item: CorrectionItemRecord;
  readonly value: AnswerValue;
}

/** What there is to answer with. */
interface Brought {
  readonly papers: readonly AttachmentRecord[];
  readonly requestedAt: string;
  /** Entered by the desk, which says of each item what answers it: what came by post answers nothing by itself. */
  readonly byDesk: boolean;
}

/**
 * The paper that answers an item: the one named, of the asked kind, brought after the request. Where an applicant names
 * none, what was brought for the item, or what was brought for none where no other item asks for that kind.
 */
function paperFor(
  item: CorrectionItemRecord,
  value: unknown,
  { papers, requestedAt, byDesk }: Brought,
  items: readonly CorrectionItemRecord[],
): AttachmentRecord | undefined {
  if (value === undefined && byDesk) return undefined;
  const alone = !items.some((other) => other.id !== item.id && other.target === item.target);
  return papers.find(
    (paper) =>
      paper.paper === item.target &&
      !paper.unsorted &&
      (paper.correctionItem === item.id || paper.uploadedAt >= requestedAt) &&
      (value === undefined
        ? paper.correctionItem === item.id || (alone && paper.correctionItem === null)
        : paper.id === value),
  );
}

/** What was sent for the items, each in its place. */
export interface Sorted {
  readonly fields: readonly Answered[];
  readonly papers: ReadonlyMap<CorrectionItemRecord, AttachmentRecord>;
  /** 直す必要がない理由, by item. */
  readonly unneeded: ReadonlyMap<CorrectionItemRecord, string>;
  /** Items without an answer. */
  readonly open: readonly CorrectionItemRecord[];
}

export const NOT_ASKED = '補正を求められていない項目は変更できません。';

export function sort(
  items: readonly CorrectionItemRecord[],
  given: Readonly<Record<string, AnswerValue>>,
  reasons: Readonly<Record<string, string>>,
  brought: Brought,
): Sorted {
  const fault = (path: string, message: string): never =>
    refused('INVALID_INPUT', { faults: [{ path, message }] });
  const known = (id: string): boolean => items.some((item) => item.id === id);
  if (![...Object.keys(given), ...Object.keys(reasons)].every(known)) fault('answers', NOT_ASKED);
  if (Object.keys(reasons).some((id) => given[id] !== undefined))
    fault('unneeded', '直す必要がないとした項目に、新しい内容は回答できません。どちらかにしてください。');
  const fields: Answered[] = [];
  const answered = new Map<CorrectionItemRecord, AttachmentRecord>();
  const open: CorrectionItemRecord[] = [];
  const unneeded = new Map<CorrectionItemRecord, string>();
  for (const item of items) {
    const reason = reasons[item.id];
    if (reason !== undefined) {
      unneeded.set(item, reason);
      continue;
    }
    const value = given[item.id];
    const paper = item.targetKind === 'paper' ? paperFor(item, value, brought, items) : undefined;
    if (item.targetKind === 'field' && value !== undefined) fields.push({ item, value });
    else if (paper !== undefined) answered.set(item, paper);
    else open.push(item);
  }
  return { fields, papers: answered, unneeded, open };
}

/**
 * 一部の回答: a round is answered whole, so that the review begins with everything; whoever answers is told what is still
 * open, and the desk what to do when the rest does not come. Papers that were attached stay attached.
 */
export function requireWhole(open: readonly CorrectionItemRecord[], byDesk: boolean): void {
  if (open.length === 0) return;
  const names = open.map((item) => `「${targetLabel(item)}」`).join('');
  const advice = byDesk
    ? `届いたものは添付しておき、残りが届いてから登録してください。封筒で届いたときは、「一部だけ届いたことを記録する」を押すと、残りの督促を再開します。届く見込みがないときは、審査担当が「${eventLabel('resume_review')}」を行います。`
    : 'すべての項目に回答してください。';
  refused('GUARD_FAILED', {
    event: eventLabel('answer_correction'),
    reason: `回答していない補正の項目が${open.length}件あります（${names}）。${advice}`,
  });
}
