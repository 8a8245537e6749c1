/** 原本の保管: where each original lies, and the only steps it can take. */
import { accept, reject, type Result } from '../refusal.ts';

/** What can happen to an original. */
export const custodyActions = {
  stored: '保管',
  moved: '移動',
  returned: '返却',
  disposal_asked: '廃棄の申出',
  destroyed: '廃棄',
} as const;

/** One step of an original. */
export type CustodyAction = keyof typeof custodyActions;

/** 原本一式: what an envelope holds until somebody names its parts. */
export const WHOLE_ENVELOPE = '申請書類一式';

/** The last entry of an original: what happened, and who wrote it. */
export interface CustodyState {
  readonly action: CustodyAction;
  readonly recordedBy: string;
}

const AFTER: Readonly<Record<CustodyAction | 'none', readonly CustodyAction[]>> = {
  none: ['stored'],
  stored: ['moved', 'returned', 'disposal_asked'],
  moved: ['moved', 'returned', 'disposal_asked'],
  disposal_asked: ['destroyed', 'moved'],
  returned: ['stored'],
  destroyed: [],
};

/** Steps that may follow, by whoever asks; a person who asked for disposal does not destroy. */
export function custodyNext(last: CustodyState | null, actor: string): readonly CustodyAction[] {
  const next = AFTER[last?.action ?? 'none'];
  return last?.action === 'disposal_asked' && last.recordedBy === actor
    ? next.filter((action) => action !== 'destroyed')
    : next;
}

/** What a step has to say besides its name. */
export interface CustodyEntry {
  readonly action: CustodyAction;
  /** 場所・方法; of an original that is handed back at the counter, who took it (受取人の氏名). */
  readonly place: string | null;
  readonly trackingNumber: string | null;
}

/** 一歩の点検: the step may follow, and says where to, by which number, or to whom at the counter. */
export function checkCustody(
  last: CustodyState | null,
  entry: CustodyEntry,
  actor: string,
): Result<CustodyEntry> {
  const { action } = entry;
  if (!AFTER[last?.action ?? 'none'].includes(action))
    return reject('GUARD_FAILED', {
      event: `原本の${custodyActions[action]}`,
      reason: `この原本の最後の記録は「${last === null ? 'なし' : custodyActions[last.action]}」です。記録を確かめてください。`,
    });
  if (!custodyNext(last, actor).includes(action))
    return reject('SAME_PERSON', { first: custodyActions.disposal_asked, second: custodyActions.destroyed });
  if (action === 'returned' && entry.trackingNumber === null && entry.place === null)
    return reject('INVALID_INPUT', {
      faults: [
        {
          path: 'trackingNumber',
          message:
            '返却に使った特定記録の引受番号を入力してください。窓口で返却したときは、受取人の氏名を入力してください。',
        },
      ],
    });
  if (action !== 'returned' && entry.place === null)
    return reject('INVALID_INPUT', {
      faults: [{ path: 'place', message: '置き場所又は廃棄の方法を入力してください。' }],
    });
  return accept(entry);
}
