import type { PaperCode } from '../application/papers.ts';
import { PRINT_CASES_MAX } from '../duplicates/likeness.ts';
import type { SharedCase } from './facts.ts';

/** 共通の印の種類: a page that looks alike, the same file, a long answer word for word, a PDF of the same writer. */
export type MarkKind = 'page' | 'file' | 'text' | 'author';

/**
 * So many other cases may hold a mark and are named each by each. What more of them hold is a printed form, a model text or
 * a guide's example, unless `massFiling` finds one hand behind it.
 */
export const MARK_CASES_MAX: Readonly<Record<MarkKind, number>> = {
  page: PRINT_CASES_MAX,
  file: 10,
  text: 10,
  author: 10,
};

/** つながり: what employers that have nothing to do with one another do not share. */
export const connectionLabels = {
  agent: '手続代行者',
  phone: '電話番号',
  mail: 'メールアドレス又はそのドメイン',
  account: '振込口座',
  address: '所在地',
  author: 'PDFの作成者',
} as const;

/** Code of a connection. */
export type Connection = keyof typeof connectionLabels;

/** Papers that say something else at every employer: the same file at two of them is no form that somebody published. */
export const OWN_PAPERS: ReadonlySet<PaperCode> = new Set<PaperCode>([
  'registry',
  'headcount',
  'insurance_office',
  'child_proof',
  'leave_request',
  'leave_notice',
  'attendance',
  'wages',
  'insured_notice',
  'passbook',
]);

/** 共通の印 of one case, and who else holds it: filed cases of other employers. */
export interface SharedMark {
  readonly kind: MarkKind;
  /** Name of the paper for people; null where the mark is of none. */
  readonly paper: string | null;
  /** Other cases that hold it. */
  readonly others: number;
  /** Employers that hold it, this one not counted. */
  readonly employers: number;
  /** Of these cases those that share something else with this one, or hold the same file where no two can be the same. */
  readonly connected: readonly SharedCase[];
  /** Employers of the connected cases, this one not counted. */
  readonly connectedEmployers: number;
  /** Employers by what they share with this one, this one not counted; nothing where they only hold the same record. */
  readonly by: Readonly<Partial<Record<Connection, number>>>;
}

/** True where too many hold it for each of them to be named. */
export function isOfMany({ kind, others }: Pick<SharedMark, 'kind' | 'others'>): boolean {
  return others > MARK_CASES_MAX[kind];
}

/** Papers that a mark of this kind stands on where few hold it, each with how many there are: 「出勤簿」2頁. Empty where none does. */
export function papersMarked(marks: readonly SharedMark[], kind: 'page' | 'file'): string {
  const counts = new Map<string, number>();
  for (const mark of marks)
    if (mark.kind === kind && mark.paper !== null && !isOfMany(mark))
      counts.set(mark.paper, (counts.get(mark.paper) ?? 0) + 1);
  return [...counts]
    .toSorted(([one], [two]) => (one < two ? -1 : 1))
    .map(([paper, count]) => `「${paper}」${count}${kind === 'page' ? '頁' : '通'}`)
    .join('、');
}

/** まとまりの最小: fewer employers than this, this one counted, may well have one honest agent and one printed form. */
export const MASS_EMPLOYERS_MIN = 4;
/**
 * At least this part of the employers that hold a mark must be connected. Two hundred firms that attach the model rules of
 * the ministry make it public, and then twelve clients of one agent among them (12 of 212) only do what everybody does;
 * forty that went through four agents, ten each, still have one hand behind them (10 of 40).
 */
export const MASS_SHARE_MIN = 0.25;

/** What one other case with such a mark weighs, as its signal does where few hold it. */
const WEIGHTS: Readonly<Record<MarkKind, number>> = { file: 60, page: 40, text: 35, author: 30 };

const markNames: Readonly<Record<MarkKind, string>> = {
  file: '同じファイル',
  page: 'よく似た頁',
  text: '一字一句同じ文章',
  author: '作成者の同じPDF',
};

/** 大量申請の兆候 as one mark shows it. */
export interface MassFiling {
  /** 1 to 100. */
  readonly score: number;
  /** Japanese sentence. */
  readonly reason: string;
  /** Receipt numbers of the other cases of the group. */
  readonly related: readonly string[];
}

function bySentence({ by }: SharedMark): string {
  const shared = (Object.keys(connectionLabels) as Connection[])
    .map((connection) => ({ connection, count: by[connection] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((one, two) => two.count - one.count);
  if (shared.length === 0)
    return '事業主又は従業員ごとに内容の異なる書類で、別の事業主と同じにはなりません。';
  const named = shared.map(({ connection, count }) => `${connectionLabels[connection]}が${count + 1}事業主`);
  return `この申請を含めて、${named.join('、')}で同じです。`;
}

/**
 * 一つの印から見た大量申請: one hand behind what more cases hold than are named each by each. Null where the mark is held by
 * few, by too few connected employers, or by so many others that it is public. Weighs what so many single signals would,
 * less half of the part of holders that are not connected.
 */
export function massOf(mark: SharedMark): MassFiling | null {
  if (!isOfMany(mark)) return null;
  const [employers, connected] = [mark.employers + 1, mark.connectedEmployers + 1];
  const share = connected / employers;
  if (connected < MASS_EMPLOYERS_MIN || share < MASS_SHARE_MIN) return null;
  const related = [...new Set(mark.connected.map(({ reference }) => reference))];
  const single = Math.min(100, WEIGHTS[mark.kind] + 5 * (connected - 2));
  const what = `${mark.paper === null ? '' : `「${mark.paper}」の`}${markNames[mark.kind]}`;
  // 「全体…件」 is left out where a look at the signal is compared: strangers who hold the same form change nothing.
  return {
    score: Math.round(single * (0.5 + share / 2)),
    reason: `${what}を持つ申請のまとまりです（${related.length + 1}件、${connected}事業主、全体${mark.others + 1}件）。${bySentence(mark)}`,
    related,
  };
}

/** 大量申請の兆候: the group of the strongest mark; a template of ten pages is one group. Null where there is none. */
export function massFiling(marks: readonly SharedMark[]): MassFiling | null {
  const found = marks.flatMap((mark) => massOf(mark) ?? []);
  return found.toSorted((one, two) => two.score - one.score)[0] ?? null;
}
