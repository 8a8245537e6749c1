import type { CivilDate } from '../civil-date.ts';
import type { CaseState } from '../lifecycle/states.ts';
import type { SharedMark } from './shared-marks.ts';

/** Another case that shares something with this one; never one of the same employer. */
export interface SharedCase {
  /** Receipt number. */
  readonly reference: string;
}

/** PDF の作成情報: what a file says of its own making; null where it says nothing. JST days. */
export interface PaperTraits {
  /** Name of the paper for people. */
  readonly label: string;
  /** True for a paper that must have been written before the leave began. */
  readonly beforeLeave: boolean;
  readonly madeOn: CivilDate | null;
  readonly changedOn: CivilDate | null;
  /** The day it came to the office: what was asked for later may well be newer than the filing. */
  readonly cameOn: CivilDate;
}

/** What is known of the agent of a case: all cases of this year. */
export interface AgentShare {
  readonly cases: number;
  readonly employers: number;
  /** Cases of all applicants. */
  readonly ofAll: number;
}

/** 過年度の名簿の番号 that another firm holds: a number of this case that stood there beside another name. */
export interface AwardNumber {
  readonly kind: 'corporate_number' | 'insurance_office_number';
  /** As the list writes it, e.g. 2024. */
  readonly fiscalYear: number;
  readonly name: string;
}

/** 兆候の判定に使う事実: what the adapter has looked up about one case. */
export interface SignalFacts {
  readonly filedOn: CivilDate;
  /** Days and answers are null where a paper leaves them open: what is not known is no sign. */
  readonly leaveStartOn: CivilDate | null;
  readonly leaveEndOn: CivilDate | null;
  readonly returnOn: CivilDate | null;
  /** 雇用保険の資格取得日. */
  readonly insuredOn: CivilDate | null;
  readonly legalForm: string | null;
  readonly employerNameKana: string | null;
  /** Holder as the bank writes it; null when there is no account. */
  readonly accountHolderKana: string | null;
  /** State in which the account was last changed; null when it never was. */
  readonly accountChangedIn: CaseState | null;
  /** Of the same employer, employee and leave: withdrawn while it was suspected, or after fraud was confirmed. */
  readonly withdrawnInDoubt: readonly SharedCase[];
  readonly sameFile: readonly SharedCase[];
  readonly samePage: readonly SharedCase[];
  readonly sameAccount: readonly SharedCase[];
  readonly samePhone: readonly SharedCase[];
  readonly sameEmployee: readonly SharedCase[];
  readonly sameChild: readonly SharedCase[];
  readonly sameRepresentative: readonly SharedCase[];
  /** A PDF names the same author, or the same rare software. */
  readonly sameAuthor: readonly SharedCase[];
  readonly sameProducer: readonly SharedCase[];
  /** A long answer in free words is the same, word for word. */
  readonly sameText: readonly SharedCase[];
  /** Mail domain of its own, not that of a provider. */
  readonly sameMailDomain: readonly SharedCase[];
  /** Signed in from the same public address with the same browser, by another account. */
  readonly sameConnection: readonly SharedCase[];
  /** The representative is named alike at another address, and something else is shared: two people may bear one name. */
  readonly sameRepresentativeElsewhere: readonly SharedCase[];
  /** Every mark of this case that other employers hold, also one that very many hold. */
  readonly marks: readonly SharedMark[];
  readonly awardNumbers: readonly AwardNumber[];
  readonly agent: AgentShare | null;
  readonly papers: readonly PaperTraits[];
}
