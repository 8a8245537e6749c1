import { draftLetter, headOf } from '../../adapter/letters.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import { programmeOfCase } from '../../adapter/store/programmes.ts';
import type { Unit } from '../../adapter/work.ts';
import type { LetterData } from '../../letters/index.ts';

/** 訂正のお知らせ to an applicant whom no mail reaches, numbered within the case; it waits to be posted. */
export async function draftFixLetter(
  unit: Unit,
  current: CaseRecord,
  said: Pick<LetterData<'fix'>, 'reason' | 'items' | 'withdrawnOn'>,
): Promise<void> {
  const earlier = await unit
    .trx<{ application: string; kind: string }>('letters')
    .where({ application: current.id, kind: 'fix' })
    .count<{ count: string }[]>({ count: '*' });
  const receiptNumber = current.receiptNumber ?? '';
  const number = `${receiptNumber}-訂${String(Number(earlier[0]?.count ?? 0) + 1)}`;
  await draftLetter(unit, current.id, 'fix', number, {
    ...headOf(await programmeOfCase(unit.trx, current), current, receiptNumber),
    number,
    fixedOn: unit.moment.today,
    ...said,
  });
}
