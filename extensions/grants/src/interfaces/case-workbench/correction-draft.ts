/** 補正の依頼の下書き: the items as the reviewer fills them in, and as they are sent. */
import { PAPER_CODES, type VerbInput, type VerbOutput, type Wanted } from '@grant/schema';
import type { Attachment, Finding } from './types.ts';

type Text = VerbOutput<'correction.texts'>['texts'][number];

/** One item while it is filled in; '' where nothing is chosen. */
export interface DraftItem {
  targetKind: 'field' | 'paper';
  target: string;
  reason: string;
  /** 対象のファイル, its page as typed, and what is wanted of it. */
  attachmentId: string;
  page: string;
  wanted: Wanted | '';
  /** 審査のメモ of the finding the item comes from: for the reviewer alone, never sent. */
  memo: string;
}

/** An item about a paper or a field of which nothing more is said yet. */
export function blankItem(about: Partial<DraftItem> = {}): DraftItem {
  return {
    targetKind: 'paper',
    target: PAPER_CODES[0],
    reason: '',
    attachmentId: '',
    page: '',
    wanted: '',
    memo: '',
    ...about,
  };
}

/** The files of a kind that the office has, in the order of arrival, as an item may name them. */
export function filesOf({ targetKind, target }: DraftItem, attachments: readonly Attachment[]): Attachment[] {
  if (targetKind === 'field') return [];
  return attachments.filter((one) => one.paper === target && one.status === 'received' && !one.unsorted);
}

/** 不備とした根拠: an item for every page that proves a defect, in the order of the checklist. */
export function itemsOfEvidence(
  findings: readonly Pick<Finding, 'mark' | 'markNote' | 'evidence'>[],
  attachments: readonly Attachment[],
): DraftItem[] {
  return findings.flatMap(({ mark, markNote, evidence }) => {
    const paper = attachments.find((one) => one.id === evidence?.attachmentId);
    if (mark !== 'defect' || evidence === null || paper?.status !== 'received' || paper.unsorted) return [];
    return [
      blankItem({
        target: paper.paper,
        attachmentId: paper.id,
        page: String(evidence.page),
        memo: markNote ?? '',
      }),
    ];
  });
}

/** A text that was chosen: added to what is there; it says what is wanted, of the only file there is or of the one named. */
export function takeText(item: DraftItem, text: Text, files: readonly Attachment[]): void {
  item.reason = item.reason.trim() === '' ? text.text : `${item.reason}\n${text.text}`;
  if (item.targetKind === 'field' || text.wanted === null) return;
  item.wanted = text.wanted;
  const [only, ...more] = files;
  if (item.attachmentId === '' && only !== undefined && more.length === 0) item.attachmentId = only.id;
}

/** The item as its verb takes it. */
export function sentItem(item: DraftItem): VerbInput<'case.requestCorrection'>['items'][number] {
  const { targetKind, target, reason, attachmentId, wanted, page } = item;
  if (targetKind === 'field' || attachmentId === '' || wanted === '') return { targetKind, target, reason };
  const file = { attachmentId, wanted, ...(page === '' ? {} : { page: Number(page) }) };
  return { targetKind, target, reason, file };
}
