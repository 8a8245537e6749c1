import {
  answerGapSchema,
  answersOf,
  knownAnswers,
  maskAccountNumber,
  type AnswerGap,
  type Answers,
  type KnownAnswers,
  type LeavePeriod,
  type Measure,
} from '@grant/schema';
import type { Knex } from 'knex';
import { liveAccount } from './accounts.ts';
import { ofCase, type CaseRecord } from './cases.ts';

/** 休業の期間 as stored. */
export type LeavePart = LeavePeriod & { readonly part: number };

/** Leave periods of a case in their order. */
export function leavePartsOf(database: Knex, application: string): Promise<LeavePart[]> {
  return ofCase<LeavePart>(database, 'leave_periods', application, 'part');
}

/** Measures of a case by day. */
export function measuresOf(database: Knex, application: string): Promise<Measure[]> {
  return ofCase<Measure>(database, 'measures', application, 'implemented_on');
}

/** The columns of a case read back as an application; what a paper left open is null. */
export async function applicationOf(database: Knex, current: CaseRecord): Promise<KnownAnswers> {
  return knownAnswers({
    ...current,
    leavePeriods: await leavePartsOf(database, current.id),
    measures: await measuresOf(database, current.id),
    pledges: current['pledges'] ?? [],
  });
}

/** 未記入・判読不能の項目 of a case; an application filed online has none. */
export function gapsOf(current: Pick<CaseRecord, 'gaps'>): AnswerGap[] {
  return answerGapSchema.array().parse(current.gaps ?? []);
}

/** 回答 of a submitted case as the form shows them; of the account number only the last digits. */
export async function answersOfCase(database: Knex, current: CaseRecord): Promise<Answers> {
  const application = await applicationOf(database, current);
  const account = await liveAccount(database, current.id);
  return {
    ...answersOf(application),
    ...(account === undefined
      ? {}
      : {
          bankCode: account.bankCode,
          branchCode: account.branchCode,
          accountType: account.accountType,
          accountNumber: maskAccountNumber(account.last3),
          accountHolderKana: account.holderKana,
        }),
  };
}
