import { isMaskedNumber, maskAccountNumber, migrateAnswers, unwrap, type Answers } from '@grant/schema';
import type { Knex } from 'knex';
import { fromRow } from '../row.ts';
import { bankKeys, open, seal } from '../secrets.ts';

/** 下書きの行. The account number lies sealed beside the answers, never among them. */
export interface DraftRecord {
  readonly id: string;
  readonly application: string;
  /** Number of the form it was written under. */
  readonly formVersion: string;
  readonly answers: Answers;
  readonly sealed: string | null;
  readonly revision: number;
  readonly savedAt: string | null;
  /** What is new since that form, and the keys that could not be carried over. */
  readonly news: readonly string[];
  readonly dropped: readonly string[];
}

/** The draft of a case; with a transaction it is locked until the end. */
export async function draftOf(
  database: Knex | Knex.Transaction,
  application: string,
  lock: 'lock' | 'look',
): Promise<DraftRecord | undefined> {
  const query = database<object>('drafts').where({ application });
  const row = await (lock === 'lock' ? query.forUpdate() : query).first();
  if (row === undefined) return undefined;
  const draft = fromRow<Omit<DraftRecord, 'answers' | 'news' | 'dropped'> & { readonly answers: unknown }>(
    row,
  );
  return { ...draft, ...unwrap(migrateAnswers(Number(draft.formVersion), draft.answers ?? {})) };
}

type Env = Readonly<Record<string, unknown>>;

/** Answers with the account number put back in its place. */
export function openAnswers(env: Env, draft: DraftRecord): Answers {
  if (draft.sealed === null) return draft.answers;
  return { ...draft.answers, accountNumber: open(bankKeys(env), draft.sealed, draft.application) };
}

/** Answers as they are stored: the account number apart and sealed. */
export function sealAnswers(
  env: Env,
  application: string,
  answers: Answers,
): { answers: Answers; sealed: string | null } {
  const { accountNumber, ...rest } = answers;
  const typed = (accountNumber ?? '').trim();
  return { answers: rest, sealed: typed === '' ? null : seal(bankKeys(env), typed, application) };
}

/** Answers as they are shown: of the account number only the last digits. */
export function shownAnswers(env: Env, draft: DraftRecord): Answers {
  const answers = openAnswers(env, draft);
  const number = answers.accountNumber;
  return number === undefined ? answers : { ...answers, accountNumber: maskAccountNumber(number) };
}

/** Typed answers without a masked account number that only came back from the screen. */
export function withoutMask(answers: Answers): Answers {
  if (!isMaskedNumber(answers.accountNumber)) return answers;
  return Object.fromEntries(Object.entries(answers).filter(([key]) => key !== 'accountNumber'));
}
