import {
  ACCOUNT_KEYS,
  missingPaperCodes,
  paperLabel,
  parseAnswers,
  type AnswerGap,
  type Answers,
  type BankAccount,
  type GrantApplication,
  type KnownAnswers,
  type PaperCode,
  type Programme,
  type QuestionKey,
} from '@grant/schema';
import { accountFaults } from './banks.ts';
import { contentHash } from './secrets.ts';
import { accountIndex, replaceAccount } from './store/accounts.ts';
import { liveAttachments } from './store/attachments.ts';
import type { CaseRecord } from './store/cases.ts';
import { requirePrincipalOfChange } from './principal.ts';
import { keysOf, linkEmployer } from './store/employers.ts';
import type { Unit } from './work.ts';

/** 記入・添付の点検: what is missing or cannot be read, and the parsed application when nothing is. */
export interface Examined {
  readonly missing: readonly { readonly key: string; readonly message: string }[];
  readonly missingPapers: readonly { readonly paper: PaperCode; readonly label: string }[];
  readonly application: GrantApplication | null;
  /** What can be read, whatever is missing beside it. */
  readonly known: KnownAnswers;
  /** Questions that are missing or cannot be read; the account is a matter of its own. */
  readonly open: readonly QuestionKey[];
  /** Null where the account cannot be read, or is none that the master knows. */
  readonly account: BankAccount | null;
}

/** Examines answers and attached papers against what a programme asks for, and the account against the master. */
export function examine(
  answers: Answers,
  programme: Programme,
  filing: { readonly isAgent: boolean; readonly attached: readonly PaperCode[] },
): Examined {
  const parsed = parseAnswers(answers);
  const context = { requiredPapers: programme.requiredPapers, isAgent: filing.isAgent };
  const unpledged = programme.pledges.filter((pledge) => !(answers.pledges ?? []).includes(pledge));
  const pledges =
    unpledged.length > 0 && !parsed.missing.some((fault) => fault.key === 'pledges')
      ? [{ key: 'pledges', message: '誓約・同意のすべての項目を確認し、印を付けてください。' }]
      : [];
  const faults = [...parsed.missing, ...parsed.invalid];
  const ofAccount = parsed.account === null ? [] : accountFaults(parsed.account);
  const open = new Set<QuestionKey>([
    ...faults.map(({ key }) => key),
    ...(unpledged.length > 0 ? (['pledges'] as const) : []),
  ]);
  for (const key of ACCOUNT_KEYS) open.delete(key);
  return {
    missing: [...faults.map(({ path, message }) => ({ key: path, message })), ...ofAccount, ...pledges],
    missingPapers: missingPaperCodes(answers, context, filing.attached).map((paper) => ({
      paper,
      label: paperLabel(paper, answers),
    })),
    application: parsed.application,
    known: parsed.known,
    open: [...open],
    account: ofAccount.length > 0 ? null : parsed.account,
  };
}

// An application's lists are rows of their own; everything else is a column.
function columnsOf(application: KnownAnswers): object {
  return Object.fromEntries(
    Object.entries(application).filter(([key]) => key !== 'leavePeriods' && key !== 'measures'),
  );
}

async function replaceRows(
  unit: Unit,
  table: string,
  application: string,
  rows: readonly object[],
): Promise<void> {
  const old = await unit.trx<{ id: string; application: string }>(table).where({ application }).select('id');
  await unit.remove(
    table,
    old.map((row) => row.id),
  );
  for (const row of rows) await unit.create(table, { application, ...row });
}

/** Writes the lists of an application. In a submitted case only within the event that allows it. */
export async function writeLists(unit: Unit, id: string, application: KnownAnswers): Promise<void> {
  await replaceRows(
    unit,
    'leave_periods',
    id,
    application.leavePeriods.map((period, index) => ({ part: index + 1, ...period })),
  );
  await replaceRows(unit, 'measures', id, application.measures);
}

/** 内容のハッシュ of a case: answers, account and papers as they stand. What was reviewed is recognised by it. */
export async function hashOfCase(
  unit: Unit,
  id: string,
  application: KnownAnswers,
  numberIndex: string | null,
): Promise<string> {
  const papers = await liveAttachments(unit.trx, id);
  return contentHash({
    application,
    account: numberIndex,
    papers: papers.map(({ paper, sha256 }) => ({ paper, sha256 })),
  });
}

/** Writes an application with its account into a case that is still open; answers the columns for the UPDATE. */
export async function writeIntake(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  account: BankAccount | null,
): Promise<{ readonly employer: string | null; readonly contentHash: string }> {
  await writeLists(unit, current.id, application);
  if (account !== null) await replaceAccount(unit, current.id, account);
  const index = account === null ? null : accountIndex(unit.office.env, account);
  return {
    ...columnsOf(application),
    ...keysOf(application),
    employer: await linkEmployer(unit, application, current.practice),
    contentHash: await hashOfCase(unit, current.id, application, index),
  };
}

/**
 * Columns of a corrected application (lists and account are written apart).
 * @throws OTHER_PRINCIPAL where the correction makes it another employer's than its mandate's
 */
export async function correctedColumns(
  unit: Unit,
  current: CaseRecord,
  application: KnownAnswers,
  gaps: readonly AnswerGap[],
): Promise<{ readonly employer: string | null; readonly gaps: readonly AnswerGap[] }> {
  await requirePrincipalOfChange(unit.trx, current, application);
  return {
    ...columnsOf(application),
    ...keysOf(application),
    gaps,
    employer: await linkEmployer(unit, application, current.practice),
  };
}
