import { accountTypes, civilDate, formatWareki, leaveKinds } from '@grant/schema';
import type { AccountRecord } from '../../adapter/store/accounts.ts';
import { ofCase, type CaseRecord } from '../../adapter/store/cases.ts';
import type { JudgementRecord } from '../../adapter/store/findings.ts';
import type { ProgrammeRecord } from '../../adapter/store/programmes.ts';
import type { Unit } from '../../adapter/work.ts';
import type { LetterData } from '../../letters/index.ts';
import { namesOf } from '../../adapter/banks.ts';
import type { Arithmetic } from '../views/judgement.ts';

interface LeavePart {
  readonly part: number;
  readonly kind: keyof typeof leaveKinds;
  readonly startOn: string;
  readonly endOn: string;
}

type Words = Pick<
  LetterData<'grant'>,
  'employeeInitials' | 'leaveText' | 'breakdown' | 'account' | 'conditions'
>;

/** 支給決定通知書の文言: what the letter says of employee, leave, amounts, account and conditions. */
export async function grantWords(
  unit: Unit,
  programme: ProgrammeRecord,
  current: CaseRecord,
  judgement: JudgementRecord,
  account: AccountRecord,
): Promise<Words> {
  const parts = await ofCase<LeavePart>(unit.trx, 'leave_periods', current.id, 'part');
  const names = namesOf(account.bankCode, account.branchCode);
  return {
    employeeInitials: initialsOf(current.employeeNameKana ?? ''),
    leaveText: parts
      .map(
        (part) =>
          `${leaveKinds[part.kind]} ${formatWareki(civilDate(part.startOn))}から${formatWareki(civilDate(part.endOn))}まで`,
      )
      .join('\n'),
    breakdown: breakdownOf(judgement),
    account: {
      bankName: names === null ? account.bankCode : names.bank.name,
      branchName: names === null ? account.branchCode : names.branch.name,
      accountTypeLabel: accountTypes[account.accountType],
      last3: account.last3,
      holderKana: account.holderKana,
    },
    conditions: [
      '事務局又は県が必要と認めるときは、報告を求め、又は調査を行うことがあります。',
      '偽りその他不正の手段により支給を受けたことが明らかになったときは、決定を取り消し、奨励金の返還を求めます。',
      `申請に関する書類は、${formatWareki(civilDate(`${programme.figures.fiscalYear + 6}-03-31`))}まで保存してください。`,
    ],
  };
}

// The lines of the amount as the programme's version names them, so that the employer sees which 加算 was granted.
function breakdownOf(judgement: JudgementRecord): Words['breakdown'] {
  const { amount } = judgement.arithmetic as Arithmetic;
  // Nothing is granted while the amount is not known.
  if (amount === null) return [];
  return [
    { label: '基本額', amount: amount.base },
    ...amount.additions.map((one) => ({ label: `加算（${one.label}）`, amount: one.amount })),
  ];
}

// Initials of surname and given name from the kana, so that the letter does not carry the employee's whole name.
function initialsOf(kana: string): string {
  const letters = kana
    .normalize('NFKC')
    .split(/\s+/u)
    .filter((part) => part !== '')
    .map((part) => `${part.slice(0, 1)}．`);
  return letters.join('') || '（記載省略）';
}
