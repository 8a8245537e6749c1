import type { Answers } from './answers.ts';

/** 添付書類の種類. */
export const PAPER_CODES = [
  'registry',
  'headcount',
  'insurance_office',
  'child_proof',
  'leave_request',
  'leave_notice',
  'attendance',
  'wages',
  'insured_notice',
  'work_rules',
  'work_calendar',
  'passbook',
  'measures_evidence',
  'supporter_evidence',
  'information_evidence',
  'mandate',
  'other',
] as const;

/** One kind of paper (添付書類). */
export type PaperCode = (typeof PAPER_CODES)[number];

/** What decides which papers are needed, besides the answers. */
export interface PaperContext {
  /** Papers that the programme asks for (`requiredPapers`). */
  readonly requiredPapers: readonly PaperCode[];
  /** True when an agent (手続代行者) files for the employer. */
  readonly isAgent: boolean;
}

/** 添付書類の一行. */
export interface Paper {
  readonly label: string;
  /** 確認する内容: what the paper must show; also the reviewer's checklist. */
  readonly mustShow: string;
  /** True when the answers and the way of filing call for it; the programme's list still has the last word. */
  readonly calledFor: (answers: Answers, context: PaperContext) => boolean;
}

const always = () => true;

/** 添付書類の一覧. */
export const papers: Readonly<Record<PaperCode, Paper>> = {
  registry: {
    label: '登記事項証明書又は開業届の写し',
    mustShow: '法人は登記事項証明書（県内に本店又は事業所があること）、個人事業主は受付印のある開業届',
    calledFor: always,
  },
  headcount: {
    label: '常時雇用する労働者の数が分かる書類',
    mustShow: '申請日における企業全体の人数',
    calledFor: always,
  },
  insurance_office: {
    label: '雇用保険適用事業所設置届の控えの写し',
    mustShow: '適用事業所番号と事業所の名称',
    calledFor: always,
  },
  child_proof: {
    label: '子の出生と親子関係が分かる書類の写し',
    mustShow:
      '子の氏名・生年月日と父の氏名（母子健康手帳の出生届出済証明、住民票など。マイナンバーは隠すこと）',
    calledFor: always,
  },
  leave_request: {
    label: '育児休業申出書の写し',
    mustShow: '申出日、休業の開始日と終了日（変更した場合は変更申出書も）',
    calledFor: always,
  },
  leave_notice: {
    label: '育児休業取扱通知書の写し',
    mustShow: '事業主が通知した休業の期間',
    calledFor: always,
  },
  attendance: {
    label: '出勤簿又はタイムカードの写し',
    mustShow: '休業開始の前月から復帰した月まで。休業中に勤務がないこと、復帰後の勤務日',
    calledFor: always,
  },
  wages: {
    label: '賃金台帳の写し',
    mustShow: '休業開始の前月から復帰した月まで。休業中の賃金の支払状況',
    calledFor: always,
  },
  insured_notice: {
    label: '雇用保険被保険者資格取得等確認通知書（事業主通知用）の写し',
    mustShow: '被保険者番号、氏名、生年月日、資格取得日',
    calledFor: always,
  },
  work_rules: {
    label: '就業規則（育児休業の部分）の写し',
    mustShow: '育児休業の規定と労働基準監督署の受付印（10人未満は明文化と周知が分かるもの）',
    calledFor: always,
  },
  work_calendar: {
    label: '所定労働日が分かる書類',
    mustShow: '休業期間中の所定労働日（勤務表、会社カレンダーなど）',
    calledFor: always,
  },
  passbook: {
    label: '振込口座の通帳の写し',
    mustShow: '金融機関名、支店名、預金種目、口座番号、口座名義（カナ）',
    calledFor: always,
  },
  measures_evidence: {
    label: '雇用環境の整備に関する措置が分かる書類',
    mustShow: '2つ以上の措置の内容と実施日',
    calledFor: always,
  },
  supporter_evidence: {
    label: 'とちぎ女性活躍応援団の登録が分かる書類',
    mustShow: '登録名と登録日（登録証の写し、掲載画面など）',
    calledFor: always,
  },
  information_evidence: {
    label: '情報提供をしたことが分かる書類',
    mustShow: '提供した資料、提供日、従業員が受け取ったこと',
    calledFor: always,
  },
  mandate: {
    label: '委任状',
    mustShow: '委任者の名称・代表者氏名、受任者、委任する内容、委任日',
    calledFor: (_answers, context) => context.isAgent,
  },
  other: {
    label: 'その他の書類',
    mustShow: '事務局が求めた書類など',
    calledFor: () => false,
  },
};

/** 書類名 for the legal form at hand: 開業届 for a sole owner, 登記事項証明書 for others once known. */
export function paperLabel(code: PaperCode, answers: Answers = {}): string {
  if (code !== 'registry' || (answers.employerLegalForm ?? '') === '') return papers[code].label;
  return answers.employerLegalForm === 'sole_owner' ? '開業届の写し' : '登記事項証明書の写し';
}

/** 必要な添付書類: codes that must be attached, in order. */
export function requiredPaperCodes(answers: Answers, context: PaperContext): PaperCode[] {
  return PAPER_CODES.filter(
    (code) => context.requiredPapers.includes(code) && papers[code].calledFor(answers, context),
  );
}

/** 未添付の書類: required papers of which no live attachment is there. */
export function missingPaperCodes(
  answers: Answers,
  context: PaperContext,
  attached: readonly PaperCode[],
): PaperCode[] {
  return requiredPaperCodes(answers, context).filter((code) => !attached.includes(code));
}

/** Narrows any text to a paper code. */
export function isPaperCode(code: unknown): code is PaperCode {
  return (PAPER_CODES as readonly unknown[]).includes(code);
}
