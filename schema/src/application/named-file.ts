/** 補正の対象のファイル: which file a correction is about, what is wanted of it, and which files an answer may set aside. */

/** 求めること: another file in the place of the one named, or one beside it. */
export const WANTED = ['replace', 'add'] as const;
export type Wanted = (typeof WANTED)[number];

/** The two in one word, as a reviewer chooses between them. */
export const wantedLabels: Readonly<Record<Wanted, string>> = { replace: '差し替え', add: '追加' };

/** What an applicant is asked to do with the file that is named. */
export const wantedText: Readonly<Record<Wanted, string>> = {
  replace: 'このファイルに代わる新しいファイルを提出してください。',
  add: 'このファイルはそのままにして、別のファイルを追加で提出してください。',
};

/** The same in a letter, for whoever sends paper. */
export const wantedOfPaper: Readonly<Record<Wanted, string>> = {
  replace: 'この書類に代わる新しい書類を提出してください（差し替え）。',
  add: 'この書類はそのままとし、別の書類を追加で提出してください（追加）。',
};

/** 対象のファイル: `ordinal` and `page` count from 1; `page` is null where the whole file is meant. */
export interface NamedFile {
  readonly attachmentId: string;
  readonly page: number | null;
  /** 何枚目: the place among the files of its kind, by arrival, when the office asked. */
  readonly ordinal: number;
  readonly wanted: Wanted;
}

const pageText = (page: number | null, unit: string): string => (page === null ? '' : `の${page}${unit}`);

/** 「2枚目のファイル『出勤簿5月.pdf』の3ページ」, for whoever sent a file. */
export function namedFileText({ ordinal, page }: Pick<NamedFile, 'ordinal' | 'page'>, name: string): string {
  return `${ordinal}枚目のファイル『${name}』${pageText(page, 'ページ')}`;
}

/** 「お送りいただいた「出勤簿」のうち2通目の3ページ目」, for whoever sent paper and gave it no name. */
export function postedFileText(
  { ordinal, page }: Pick<NamedFile, 'ordinal' | 'page'>,
  label: string,
): string {
  return `お送りいただいた「${label}」のうち${ordinal}通目${pageText(page, 'ページ目')}`;
}

interface Paper {
  readonly id: string;
  readonly paper: string;
  readonly status: string;
  readonly unsorted: boolean;
  readonly correctionItem: string | null;
  /** ISO instant. */
  readonly uploadedAt: string;
}

interface Item {
  readonly id: string;
  readonly targetKind: 'field' | 'paper';
  readonly target: string;
  readonly file: NamedFile | null;
}

/**
 * The files that the answer to an item may take the place of: the one that is named, else every older one of its kind.
 * `requestedAt` is an ISO instant.
 */
export function replaceable<P extends Paper>(item: Item, papers: readonly P[], requestedAt: string): P[] {
  if (item.targetKind === 'field') return [];
  return papers.filter(
    (one) =>
      one.paper === item.target &&
      one.status === 'received' &&
      !one.unsorted &&
      one.correctionItem !== item.id &&
      one.uploadedAt < requestedAt &&
      (item.file === null || item.file.attachmentId === one.id),
  );
}

/** Whether a file is set aside unless whoever answers says otherwise: where 差し替え of this very file is asked for. */
export function replacedUnlessSaid(items: readonly Pick<Item, 'file'>[], attachmentId: string): boolean {
  const about = items.filter(({ file }) => file?.attachmentId === attachmentId);
  return about.some(({ file }) => file?.wanted === 'replace');
}
