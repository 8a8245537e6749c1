import { accountAnswersSchema, parseShape, unwrap, verbs, type VerbOutput } from '@grant/schema';
import { reconsider } from '../../adapter/judge.ts';
import { hashOfCase } from '../../adapter/intake.ts';
import { accountFaults } from '../../adapter/banks.ts';
import { refused } from '../../adapter/refused.ts';
import { accountIndex, replaceAccount } from '../../adapter/store/accounts.ts';
import { applicationOf } from '../../adapter/store/application.ts';
import { liveAttachments } from '../../adapter/store/attachments.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { readUpload } from '../../adapter/upload.ts';
import type { Actor } from '../../adapter/actor.ts';
import type { Unit } from '../../adapter/work.ts';
import { withStoredPaper, type StoredPaper } from '../../papers/stored-paper.ts';
import { enqueue } from '../../jobs/queue.ts';
import { move, type Moved } from '../review/events.ts';
import { idOf, type ActorVisit } from '../visit.ts';

// The passbook of the new account takes the place of the older ones, which stay on file.
async function replacePassbook(unit: Unit<Actor>, application: string, passbook: StoredPaper): Promise<void> {
  for (const old of await liveAttachments(unit.trx, application))
    if (old.paper === 'passbook') await unit.update('attachments', old.id, { status: 'replaced' });
  await unit.create('attachments', {
    application,
    paper: 'passbook',
    ...passbook,
    status: 'received',
    scan: 'pending',
    correctionItem: null,
    uploadKey: null,
    uploadedBy: unit.actor.id,
    uploadedAt: unit.moment.at,
  });
}

/** 振込口座の変更: the case stays where it is. */
export function changeAccount(visit: ActorVisit): Promise<VerbOutput<'account.change'>> {
  return takeNewAccount(visit, 'account.change', 'change_account');
}

/** 振込口座の訂正 after a failed transfer: the case is payable again. */
export function correctAccount(visit: ActorVisit): Promise<VerbOutput<'account.correct'>> {
  return takeNewAccount(visit, 'account.correct', 'correct_account');
}

/**
 * Multipart: the account, the version seen, and a copy of the passbook. The old account is set aside, and whatever was
 * confirmed of it confirms nothing of the new one.
 */
async function takeNewAccount(
  visit: ActorVisit,
  verb: 'account.change' | 'account.correct',
  event: 'change_account' | 'correct_account',
): Promise<Moved> {
  const { office, actor } = visit;
  const id = idOf(visit, 'id', '申請');
  // Before anything is read or stored: a stranger learns nothing and leaves nothing.
  await requireVisible(office, actor, 'applications', id, '申請');
  const upload = await readUpload(visit.request);
  const input = unwrap(parseShape(verbs[verb].input, { ...upload.fields, id }));
  const { bankCode, branchCode, accountType, accountNumber, accountHolderKana } = input;
  const account = unwrap(
    parseShape(accountAnswersSchema, { bankCode, branchCode, accountType, accountNumber, accountHolderKana }),
  );
  const [fault] = accountFaults(account);
  if (fault !== undefined)
    refused('INVALID_INPUT', { faults: [{ path: fault.key, message: fault.message }] });
  return withStoredPaper(office, actor, upload, (passbook) =>
    move(visit, event, Number(input.version), async (unit, current) => {
      const application = await applicationOf(unit.trx, current);
      // Filled while the event is declared to the database: the hash follows from what is written alongside.
      const set: Record<string, unknown> = {};
      return {
        facts: {},
        set,
        record: { last3: account.accountNumber.slice(-3) },
        alongside: async () => {
          await replaceAccount(unit, current.id, account);
          await replacePassbook(unit, current.id, passbook);
          set['contentHash'] = await hashOfCase(
            unit,
            current.id,
            application,
            accountIndex(office.env, account),
          );
          await enqueue(unit.trx, 'mail', { kind: 'account-changed', applicationId: current.id });
        },
        // A new account may be that of another firm: compared anew, after the change stands in the history.
        after: () => reconsider(unit, current, application, accountIndex(office.env, account)),
      };
    }),
  );
}
