import { randomUUID } from 'node:crypto';
import { letterCodes } from '@grant/schema';
import type { LetterData, LetterKind } from '../letters/index.ts';
import { enqueue } from '../jobs/queue.ts';
import type { ProgrammeRecord } from './store/programmes.ts';
import type { Unit } from './work.ts';

/** 通知書の起案: stores what the letter says and asks for its PDF, in the transaction of the fact it tells. */
export async function draftLetter<K extends LetterKind>(
  unit: Unit,
  application: string,
  kind: K,
  number: string | null,
  data: Omit<LetterData<K>, 'code'>,
): Promise<string> {
  const letterId = randomUUID();
  await unit.create('letters', {
    id: letterId,
    application,
    kind,
    number,
    data: { ...data, code: letterCodes(letterId).letter },
    state: 'queued',
    createdAt: unit.moment.at,
  });
  await enqueue(unit.trx, 'letter', { letterId });
  return letterId;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What every letter of a case has in its head. */
export function headOf(
  programme: ProgrammeRecord,
  current: Readonly<Record<string, unknown>>,
  receiptNumber: string,
) {
  const { figures } = programme;
  const hours = `${spokenTime(figures.officeOpensTime)}から${spokenTime(figures.officeClosesTime)}まで（土曜日・日曜日・祝日・年末年始を除く）`;
  return {
    programmeName: figures.name,
    receiptNumber,
    addressee: {
      postalCode: text(current['employerPostalCode']).replace(/\D/g, ''),
      address: text(current['employerAddress']),
      building: text(current['employerBuilding']) || null,
      name: text(current['employerName']),
      representativeTitle: text(current['representativeTitle']),
      representativeName: text(current['representativeName']),
    },
    issuer: figures.letterIssuerName,
    contact: { office: figures.letterContact, phone: figures.letterPhone, hours },
    practice: programme.practice,
  };
}

// 17:00:00 as a letter says it: 午後5時.
function spokenTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const half = hour < 12 ? '午前' : '午後';
  return `${half}${hour % 12}時${minute === 0 ? '' : `${minute}分`}`;
}

/** 枝番号: a letter that takes a decision back bears its number with a branch, 第12号の2, and の3 when there is a second one. */
export function branchNumber(decision: string, earlier: number): string {
  return `${decision}の${String(earlier + 2)}`;
}
