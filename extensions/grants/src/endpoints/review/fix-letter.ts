import { draftLetter, headOf } from '../../adapter/letters.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import type { Unit } from '../../adapter/work.ts';
import type { LetterData } from '../../letters/index.ts';

/** Head and number of a letter that is numbered within its case, as R8-00001-2-訂1. */
async function numbered(unit: Unit, current: CaseRecord, kind: 'fix' | 'undone') {
  const earlier = await unit
    .trx<{ application: string; kind: string }>('letters')
    .where({ application: current.id, kind })
    .count<{ count: string }[]>({ count: '*' });
  const receiptNumber = current.receiptNumber ?? '';
  const mark = kind === 'fix' ? '訂' : '取';
  return {
    ...headOf(await programmeOfCase(unit.trx, current), current, receiptNumber),
    number: `${receiptNumber}-${mark}${String(Number(earlier[0]?.count ?? 0) + 1)}`,
  };
}

/** 訂正のお知らせ to an applicant whom no mail reaches; it waits to be posted. */
export async function draftFixLetter(
  unit: Unit,
  current: CaseRecord,
  said: Pick<LetterData<'fix'>, 'reason' | 'items'>,
): Promise<void> {
  const head = await numbered(unit, current, 'fix');
  await draftLetter(unit, current.id, 'fix', head.number, {
    ...head,
    fixedOn: unit.moment.today,
    ...said,
  });
}

/** 取下げの取消しのお知らせ to an applicant whom no mail reaches; it waits to be posted. */
export async function draftUndoneLetter(
  unit: Unit,
  current: CaseRecord,
  said: Pick<LetterData<'undone'>, 'reason' | 'withdrawnOn'>,
): Promise<void> {
  const head = await numbered(unit, current, 'undone');
  await draftLetter(unit, current.id, 'undone', head.number, {
    ...head,
    undoneOn: unit.moment.today,
    ...said,
  });
}
