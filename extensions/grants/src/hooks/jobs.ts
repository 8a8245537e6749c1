import type { Office } from '../adapter/ports.ts';
import { sendInquiryReceipt } from '../jobs/inquiry.ts';
import { makeLetter } from '../jobs/letter.ts';
import { sendMail } from '../jobs/mail.ts';
import { startJobs, stopJobs } from '../jobs/queue.ts';
import type { Registry } from './registry.ts';

/** 仕事の開始と終了: the job queue lives as long as the server. */
export function jobs({ init, action }: Registry, office: Office): void {
  init('app.after', async () => {
    try {
      await startJobs(office, { mail: sendMail, letter: makeLetter, inquiry: sendInquiryReceipt });
    } catch (error) {
      office.logger.error({ err: error }, 'the job queue did not start');
      throw error;
    }
  });
  action('server.stop', () => stopJobs());
}
