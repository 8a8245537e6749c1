import {
  missingPaperCodes,
  paperLabel,
  parseAnswers,
  type Answers,
  type BankAccount,
  type GrantApplication,
  type PaperCode,
  type Programme,
} from '@grant/schema';
import { accountFaults } from './banks.ts';
import { contentHash } from './secrets.ts';
import { accountIndex, replaceAccount } from './store/accounts.ts';
import { liveAttachments } from './store/attachments.ts';
import type { CaseRecord } from './store/cases.ts';
import { keysOf, linkEmployer } from './store/employers.ts';
import type { Unit } from './work.ts';

/** 記入・添付の点検: what is missing or cannot be read, and the parsed application when nothing is. */
export interface Examined {
  readonly missing: readonly { readonly key: string; readonly message: string }[];
  readonly missingPapers: readonly { readonly paper: PaperCode; readonly label: string }[];
  readonly application: GrantApplication | null;
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
  return {
    missing: [
      ...[...parsed.missing, ...parsed.invalid].map(({ path, message }) => ({ key: path, message })),
      ...(parsed.account === null ? [] : accountFaults(parsed.account)),
      ...pledges,
    ],
    missingPapers: missingPaperCodes(answers, context, filing.attached).map((paper) => ({
      paper,
      label: paperLabel(paper, answers),
    })),
    application: parsed.application,
    account: parsed.account,
  };
}

// An application's lists are rows of their own; everything else is a column.
function columnsOf(application: GrantApplication): object {
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
export async function writeLists(unit: Unit, id: string, application: GrantApplication): Promise<void> {
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
  application: GrantApplication,
  numberIndex: string,
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
  application: GrantApplication,
  account: BankAccount,
): Promise<{ readonly employer: string; readonly contentHash: string }> {
  await writeLists(unit, current.id, application);
  await replaceAccount(unit, current.id, account);
  return {
    ...columnsOf(application),
    ...keysOf(application),
    employer: await linkEmployer(unit, application, current.practice),
    contentHash: await hashOfCase(unit, current.id, application, accountIndex(unit.office.env, account)),
  };
}

/** Columns of a corrected application (lists and account are written apart). */
export async function correctedColumns(
  unit: Unit,
  current: CaseRecord,
  application: GrantApplication,
): Promise<{ readonly employer: string }> {
  return {
    ...columnsOf(application),
    ...keysOf(application),
    employer: await linkEmployer(unit, application, current.practice),
  };
}
