import {
  addDays,
  checkSending,
  civilDate,
  instant,
  nextBankDay,
  sendingDay,
  transferDateWindow,
  type BankProfile,
  type CivilDate,
  type VerbOutput,
} from '@grant/schema';
import { profileById, type BatchRecord } from '../../adapter/store/batches.ts';
import type { ActorVisit } from '../visit.ts';

/** 振込指定日の候補: a bank day after the earliest, so that two can confirm; null when the calendar ends before it. */
export function offeredDay(terms: BankProfile, at: string): CivilDate | null {
  const sent = sendingDay(terms, instant(at));
  const window = sent.ok ? transferDateWindow(sent.value, terms) : sent;
  const day = window.ok ? nextBankDay(addDays(window.value.earliest, 1)) : window;
  return day.ok ? day.value : null;
}

/** Whether an open batch can still be carried out on its day, and the day to offer instead; null for any other. */
export async function transferDayOf(
  visit: ActorVisit,
  batch: BatchRecord,
): Promise<VerbOutput<'batch.show'>['transferDay']> {
  if (batch.state !== 'open') return null;
  const { terms } = await profileById(visit.office.database, batch.bankProfile);
  const { at } = visit.moment;
  const kept = checkSending(terms, civilDate(batch.transferOn), instant(at)).ok;
  return { kept, offered: offeredDay(terms, at) };
}
