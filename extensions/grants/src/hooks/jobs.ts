import type { Office } from '../adapter/ports.ts';
import { keepsHours } from '../adapter/setting.ts';
import { sendInquiryAnswer, sendInquiryReceipt } from '../jobs/inquiry.ts';
import { dailyCheck } from '../papers/daily-check.ts';
import { makeLetter } from '../jobs/letter.ts';
import { sendMail } from '../jobs/mail.ts';
import { sendConfirmationAlarm } from '../jobs/confirmation-alarm.ts';
import { sendStorageAlarm } from '../jobs/storage-alarm.ts';
import { rotateKeys } from '../jobs/rotate-keys.ts';
import { printPapers } from '../jobs/paper-prints.ts';
import { renewSignals } from '../jobs/signals.ts';
import { sendHeldTransfer } from '../jobs/held-transfer.ts';
import { reportSuspicion, reportWaiting } from '../jobs/suspicion.ts';
import { startJobs, stopJobs } from '../jobs/queue.ts';
import { remindOfCorrections } from '../jobs/reminders.ts';
import type { Registry } from './registry.ts';

// Columns that decide whether somebody is told of a suspicion.
const ADDRESSING = ['email', 'status', 'role', 'notify_suspicion'] as const;

/** 仕事の開始と終了: the job queue lives as long as the server. */
export function jobs({ init, action, schedule: byClock }: Registry, office: Office): void {
  const schedule: Registry['schedule'] = (when, handler) => {
    if (keepsHours(office.env)) byClock(when, handler);
  };
  // Before the office opens, when nobody waits for the disk. Directus lets one process of several do it.
  schedule('30 5 * * *', async () => {
    await dailyCheck(office).catch((error: unknown) =>
      office.logger.error({ err: error }, 'the stored files were not checked'),
    );
  });
  // When the office opens. A day on which no process ran is made up for on the next.
  schedule('15 8 * * *', async () => {
    await remindOfCorrections(office).catch((error: unknown) =>
      office.logger.error({ err: error }, 'corrections were not reminded of'),
    );
  });
  // What nobody could be told of, or no mail could be sent of, is told as soon as it can be: at once when an address comes,
  // and by the hour.
  const report = async (): Promise<void> => {
    await reportWaiting(office).catch((error: unknown) =>
      office.logger.error({ err: error }, 'suspicions that wait were not reported'),
    );
  };
  schedule('20 * * * *', report);
  for (const event of ['contacts.items.create', 'contacts.items.update', 'users.create', 'users.update'])
    action(event, async ({ payload }) => {
      if (ADDRESSING.some((column) => Object.hasOwn(payload as object, column))) await report();
    });
  init('app.after', async () => {
    try {
      await startJobs(office, {
        mail: sendMail,
        letter: makeLetter,
        inquiry: sendInquiryReceipt,
        inquiryAnswer: sendInquiryAnswer,
        suspicion: reportSuspicion,
        heldTransfer: sendHeldTransfer,
        paperPrints: printPapers,
        signals: renewSignals,
        storageAlarm: sendStorageAlarm,
        confirmationAlarm: sendConfirmationAlarm,
      });
    } catch (error) {
      office.logger.error({ err: error }, 'the job queue did not start');
      throw error;
    }
    // Beside the daily work; what fails is tried at the next start, and the key before stays at hand until then.
    void rotateKeys(office).catch((error: unknown) =>
      office.logger.error({ err: error }, 'account numbers are still sealed with the key before'),
    );
  });
  action('server.stop', () => stopJobs());
}
