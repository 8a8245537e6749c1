import { isBankDay } from '../calendar.ts';
import { diffDays } from '../civil-date.ts';
import { formatWareki } from '../civil-date/wareki.ts';
import { stateLabel, type CaseState } from '../lifecycle/states.ts';
import { corporateNameKey } from '../names/keys.ts';
import { similarity } from '../duplicates/similarity.ts';
import type { SharedCase, SignalFacts } from './facts.ts';
import { massFiling, papersMarked } from './shared-marks.ts';

/** 兆候の種類: patterns of fraud that the contents of cases can show, with their names for people. */
export const signalLabels = {
  refiled_in_doubt: '疑義の調査中に取り下げた申請の出し直し',
  employee_elsewhere: '同じ従業員が別の事業主にいる',
  shared_account: '別の事業主と同じ振込口座',
  same_file: '別の事業主と同じファイル',
  child_elsewhere: '同じ氏名・同じ子の申請が別の事業主にある',
  same_page: '別の事業主とよく似た書類の画像',
  account_changed_late: '決定後の口座の変更',
  holder_mismatch: '口座名義と事業主の名称の相違',
  split_company: '代表者と所在地が同じ別の事業主',
  hired_at_leave: '資格取得の直後の休業',
  agent_concentration: '代行者への集中',
  shared_phone: '別の事業主と同じ電話番号',
  paper_backdated: '休業の開始後に作られた事前の書類',
  paper_after_filing: '受け取った日より後の日付を持つファイル',
  return_on_holiday: '休日の復帰',
  copied_text: '別の事業主と同じ文章',
  award_number_elsewhere: '過年度の別の支給先と同じ番号',
  shared_author: '別の事業主と同じPDFの作成者',
  shared_mail_domain: '別の事業主と同じメールのドメイン',
  shared_producer: '別の事業主と同じ作成ソフト',
  shared_connection: '別の事業主と同じ通信元（IPアドレスと端末）',
  representative_elsewhere: '代表者と連絡先などが同じ別の事業主',
  mass_filing: '同じ書類・文章による多数の申請',
} as const;

/** Code of a signal. */
export type SignalCode = keyof typeof signalLabels;

/** 疑義の兆候: one pattern found in one case. It stops nothing by itself: a person decides whether it is a suspicion. */
export interface Signal {
  readonly code: SignalCode;
  /** 1 to 100. */
  readonly score: number;
  /** Japanese sentence. */
  readonly reason: string;
  /** Receipt numbers of the cases it concerns. */
  readonly related: readonly string[];
}

/** 要注意: from this total on, the case is shown as one to be looked into. */
export const SIGNAL_ALERT_MIN = 60;

/** Months between the acquisition of insurance and the leave below which it was acquired for the leave, perhaps. */
const HIRED_DAYS = 31;
/** An agent with so many employers, or so large a share of at least so many cases, is shown. */
const AGENT_EMPLOYERS_MIN = 10;
const AGENT_CASES_MIN = 5;
const AGENT_SHARE_MIN = 0.3;
/** A holder's name less alike than this is another name; banks shorten names, so rather low. */
const HOLDER_ALIKE_MIN = 0.4;
/** A sentence that names more cases than this is read by nobody. */
const NAMED_MAX = 10;
const LATE_STATES: ReadonlySet<CaseState> = new Set(['recommended', 'granted', 'payable', 'suspended']);

type Check = (facts: SignalFacts) => Signal[];

// `where`: the papers in question, so that one more of them is something else to look at.
function shared(
  code: SignalCode,
  score: number,
  cases: readonly SharedCase[],
  what: string,
  where = '',
): Signal[] {
  if (cases.length === 0) return [];
  const related = [...new Set(cases.map((one) => one.reference))];
  // One more case makes chance less likely, but no number of them makes it certain.
  const raised = Math.min(100, score + 5 * (related.length - 1));
  const further = related.length - NAMED_MAX;
  const named = related.slice(0, NAMED_MAX).join('、');
  const reason = `${what}（${where === '' ? '' : `${where}。`}${named}${further > 0 ? `、ほか${further}件` : ''}）。`;
  return [{ code, score: raised, reason, related }];
}

function alone(code: SignalCode, score: number, reason: string): Signal[] {
  return [{ code, score, reason, related: [] }];
}

const hiredAtLeave: Check = ({ insuredOn, leaveStartOn }) => {
  if (insuredOn === null || leaveStartOn === null) return [];
  const days = diffDays(insuredOn, leaveStartOn);
  // An acquisition after the leave began is a failed requirement, not a sign.
  if (days < 0 || days > HIRED_DAYS) return [];
  return alone(
    'hired_at_leave',
    40,
    `雇用保険の資格取得（${formatWareki(insuredOn)}）から${days}日で休業を開始しています。`,
  );
};

const returnOnHoliday: Check = ({ returnOn }) => {
  if (returnOn === null) return [];
  const workday = isBankDay(returnOn);
  return workday.ok && !workday.value
    ? alone(
        'return_on_holiday',
        10,
        `復帰日（${formatWareki(returnOn)}）が休日です。出勤簿で勤務を確かめてください。`,
      )
    : [];
};

/** 代行者への集中: one and the same for every case of the agent, so that it is told by the share alone. */
export const agentConcentration = ({ agent }: Pick<SignalFacts, 'agent'>): Signal[] => {
  if (agent === null) return [];
  const { cases, employers, ofAll } = agent;
  const many = employers >= AGENT_EMPLOYERS_MIN;
  const large = cases >= AGENT_CASES_MIN && cases / Math.max(ofAll, 1) >= AGENT_SHARE_MIN;
  if (!many && !large) return [];
  const score = many && large ? 40 : 25;
  return alone(
    'agent_concentration',
    score,
    `手続代行者の申請が${cases}件（${employers}事業主、全体${ofAll}件）あります。`,
  );
};

const holderMismatch: Check = ({ legalForm, employerNameKana, accountHolderKana }) => {
  // The account of a sole owner is in the owner's own name.
  if (accountHolderKana === null || employerNameKana === null) return [];
  if (legalForm === null || legalForm === 'sole_owner') return [];
  const holder = corporateNameKey(bare(accountHolderKana.normalize('NFKC'))).key;
  const name = corporateNameKey(employerNameKana).key;
  if (holder === '' || name === '' || similarity(holder, name) >= HOLDER_ALIKE_MIN) return [];
  if (name.startsWith(holder) || holder.startsWith(name)) return [];
  return alone('holder_mismatch', 40, '口座名義のカナが、事業主の名称のカナと大きく異なります。');
};

// 「カ)」「ユ)」「(カ」 and the like: how banks write the corporate word.
function bare(holder: string): string {
  return holder.replace(/^[ァ-ヶー]{1,3}\)/u, '').replace(/\([ァ-ヶー]{1,3}\)?$/u, '');
}

const accountChanged: Check = ({ accountChangedIn }) =>
  accountChangedIn !== null && LATE_STATES.has(accountChangedIn)
    ? alone(
        'account_changed_late',
        45,
        `振込口座が「${stateLabel(accountChangedIn)}」の間に変更されています。`,
      )
    : [];

const papersBackdated: Check = ({ papers, leaveStartOn }) =>
  papers
    .filter(
      (paper) =>
        paper.beforeLeave && paper.madeOn !== null && leaveStartOn !== null && paper.madeOn > leaveStartOn,
    )
    .slice(0, 1)
    .flatMap(({ label, madeOn }) =>
      alone(
        'paper_backdated',
        15,
        `「${label}」のファイルの作成日${madeOn === null ? '' : `（${formatWareki(madeOn)}）`}が、休業の開始より後です。`,
      ),
    );

const papersAfterFiling: Check = ({ papers, filedOn }) =>
  papers
    .filter(
      ({ changedOn, madeOn, cameOn }) => (changedOn ?? madeOn ?? '') > (cameOn > filedOn ? cameOn : filedOn),
    )
    .slice(0, 1)
    .flatMap(({ label }) =>
      alone('paper_after_filing', 20, `「${label}」のファイルの日付が、受け取った日より後です。`),
    );

const numberLabels = {
  corporate_number: '法人番号',
  insurance_office_number: '雇用保険適用事業所番号',
} as const;

const awardNumberElsewhere: Check = ({ awardNumbers }) =>
  awardNumbers
    .slice(0, 1)
    .flatMap(({ kind, fiscalYear, name }) =>
      alone(
        'award_number_elsewhere',
        45,
        `${numberLabels[kind]}が、令和${fiscalYear - 2018}年度の別の名称の支給先（${name}）と同じです。`,
      ),
    );

const massFiled: Check = ({ marks }) => {
  const group = massFiling(marks);
  return group === null ? [] : [{ code: 'mass_filing', ...group }];
};

const checks: readonly Check[] = [
  massFiled,
  ({ withdrawnInDoubt }) =>
    shared(
      'refiled_in_doubt',
      60,
      withdrawnInDoubt,
      '不正の疑いがあるまま取り下げられた申請と、事業主・従業員・子が同じです',
    ),
  ({ sameEmployee }) =>
    shared('employee_elsewhere', 80, sameEmployee, '同じ従業員の申請が別の事業主にあります'),
  ({ sameAccount }) => shared('shared_account', 70, sameAccount, '別の事業主の申請と振込口座が同じです'),
  ({ sameFile, marks }) =>
    shared(
      'same_file',
      60,
      sameFile,
      '別の事業主の申請と同じファイルが添付されています',
      papersMarked(marks, 'file'),
    ),
  ({ sameChild }) =>
    shared('child_elsewhere', 60, sameChild, '氏名と子の生年月日が同じ申請が別の事業主にあります'),
  ({ samePage, marks }) =>
    shared(
      'same_page',
      40,
      samePage,
      '別の事業主の申請の書類と画像がよく似ています',
      papersMarked(marks, 'page'),
    ),
  accountChanged,
  holderMismatch,
  ({ sameRepresentative }) =>
    shared('split_company', 40, sameRepresentative, '代表者と所在地が同じ別の事業主の申請があります'),
  hiredAtLeave,
  agentConcentration,
  ({ samePhone }) => shared('shared_phone', 30, samePhone, '別の事業主の申請と電話番号が同じです'),
  papersBackdated,
  papersAfterFiling,
  returnOnHoliday,
  ({ sameText }) => shared('copied_text', 35, sameText, '別の事業主の申請と、記述の文章が一字一句同じです'),
  awardNumberElsewhere,
  ({ sameAuthor }) =>
    shared('shared_author', 30, sameAuthor, '別の事業主の申請の書類と、PDFに記録された作成者が同じです'),
  ({ sameMailDomain }) =>
    shared(
      'shared_mail_domain',
      20,
      sameMailDomain,
      '別の事業主の申請と、メールアドレスのドメインが同じです',
    ),
  ({ sameProducer }) =>
    shared('shared_producer', 10, sameProducer, '別の事業主の申請の書類と、PDFの作成ソフトが同じです'),
  // Nobody who reads the case needs the address itself.
  ({ sameConnection }) =>
    shared(
      'shared_connection',
      25,
      sameConnection,
      '別の事業主の申請と、サインインの通信元（IPアドレスと端末の種類）が同じです',
    ),
  ({ sameRepresentativeElsewhere }) =>
    shared(
      'representative_elsewhere',
      25,
      sameRepresentativeElsewhere,
      '代表者の氏名が同じ別の事業主の申請があり、所在地は異なりますが、連絡先、口座、手続代行者又は通信元も同じです',
    ),
];

/** 疑義の兆候の判定: every pattern that the facts of one case show, in the order of the table. Pure. */
export function signalsOf(facts: SignalFacts): Signal[] {
  return checks.flatMap((check) => check(facts));
}

/** 兆候の合計点, 100 at most. */
export function signalTotal(signals: readonly Pick<Signal, 'score'>[]): number {
  return Math.min(
    100,
    signals.reduce((sum, signal) => sum + signal.score, 0),
  );
}

/** Narrows any text to a code of this version. */
export function isSignalCode(value: string): value is SignalCode {
  return Object.hasOwn(signalLabels, value);
}
