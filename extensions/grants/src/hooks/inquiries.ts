import { civilDateInJapan, inquiryAnswerDay, instant, officeCalendarOf } from '@grant/schema';
import { now } from '../adapter/clock.ts';
import type { Office, Row } from '../adapter/ports.ts';
import { currentProgramme } from '../adapter/store/programmes.ts';
import type { Registry } from './registry.ts';

const momentOf = (value: unknown): Date => new Date(typeof value === 'string' ? value : now().at);

/** 回答期限: whatever waits has a day by which it is answered, by whichever way and door it came. */
export function inquiryDue({ filter }: Registry, office: Office): void {
  filter('inquiries.items.create', async (payload) => {
    const row = payload as Row;
    if ((row['answer_due_on'] ?? null) !== null || row['state'] === 'closed') return payload;
    const [received, callback] = [momentOf(row['received_at']), row['callback_at'] ?? null];
    if (callback !== null) {
      const by = momentOf(callback);
      return Number.isNaN(by.getTime())
        ? payload
        : { ...row, answer_due_on: civilDateInJapan(instant(by.toISOString())) };
    }
    // What is no moment is refused by the column itself.
    if (Number.isNaN(received.getTime())) return payload;
    const { figures } = await currentProgramme(office);
    const day = inquiryAnswerDay(
      instant(received.toISOString()),
      officeCalendarOf(figures),
      figures.officeClosesOn,
    );
    // Where the calendar promises no day, the database puts in its own.
    return day.ok && day.value !== null ? { ...row, answer_due_on: day.value } : payload;
  });
}
