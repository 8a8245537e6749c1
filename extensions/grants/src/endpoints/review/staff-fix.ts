import {
  questionLabel,
  recipientsOf,
  STAFF_FIXABLE_KEYS,
  type KnownAnswers,
  type StaffFixableKey,
  writtenAnswer,
  type VerbParsed,
} from '@grant/schema';
import { changedApplication } from '../../adapter/changed-application.ts';
import { correctedColumns, hashOfCase } from '../../adapter/intake.ts';
import { judge } from '../../adapter/judge.ts';
import { refused } from '../../adapter/refused.ts';
import { keepPostalAgent, postalAgentOf, sameAgent } from '../../adapter/store/agents.ts';
import { AGENT_LABEL } from '../../adapter/store/fixes.ts';
import { liveAccount } from '../../adapter/store/accounts.ts';
import { answersOfCase, applicationOf, gapsOf } from '../../adapter/store/application.ts';
import type { CaseRecord } from '../../adapter/store/cases.ts';
import type { Unit } from '../../adapter/work.ts';
import { addressesOf } from '../../jobs/addresses.ts';
import { enqueue } from '../../jobs/queue.ts';
import type { LetterData } from '../../letters/index.ts';
import type { ActorVisit } from '../visit.ts';
import { move, type Moved } from './events.ts';
import { draftFixLetter } from './fix-letter.ts';

function changedKeys(before: KnownAnswers, after: KnownAnswers): StaffFixableKey[] {
  return STAFF_FIXABLE_KEYS.filter((key) => before[key] !== after[key]);
}

// By mail that something was put right, not what: a mail is read by anybody. Online the case itself says it, before and after; who filed by post
// gets a letter that does, also where the address for mail was what was wrong.
async function tell(
  visit: ActorVisit,
  unit: Unit,
  current: CaseRecord,
  said: Pick<LetterData<'fix'>, 'reason' | 'items'>,
): Promise<void> {
  const addresses = await addressesOf(visit.office, current, visit.moment.today);
  const mailed = recipientsOf('staff-fixed', addresses).length > 0;
  if (!mailed || current.channel === 'post') await draftFixLetter(unit, current, said);
  if (!mailed) return;
  const labels = said.items.map(({ label }) => label);
  await enqueue(unit.trx, 'mail', { kind: 'staff-fixed', applicationId: current.id, labels });
}

/**
 * 明らかな誤記の訂正 (本文4(2)イ): the office puts a slip right for the applicant, with a reason. The original stays on record
 * (`staff_fixes`, written by the database), the case is judged and compared anew, marks stay where nothing changed, and
 * the applicant is told by mail, and by letter where the case is read nowhere else. Who filed by post is named anew in the same way. The account, periods, measures and declarations are out of reach.
 */
export function fixSlip(visit: ActorVisit, input: VerbParsed<'case.staffFix'>): Promise<Moved> {
  return move(visit, 'staff_fix', input.version, async (unit, current) => {
    const before = await applicationOf(unit.trx, current);
    const typed = Object.fromEntries(input.changes.map(({ key, value }) => [key, value]));
    const answers = await answersOfCase(unit.trx, current);
    const { application, gaps } = changedApplication(
      { answers, gaps: gapsOf(current), byPost: current.channel === 'post' },
      typed,
    );
    const keys = changedKeys(before, application);
    const agent = await postalAgentOf(unit.trx, current.id);
    const renamed = input.agent !== undefined && !sameAgent(agent, input.agent);
    if (keys.length === 0 && !renamed)
      refused('INVALID_INPUT', {
        faults: [{ path: 'changes', message: '変わる項目がありません。直す項目の内容を入力してください。' }],
      });
    const index = (await liveAccount(unit.trx, current.id))?.numberIndex ?? null;
    const columns = await correctedColumns(unit, current, application, gaps);
    // Filled while the event is declared to the database: what follows from the answers is written in its UPDATE.
    const set: Record<string, unknown> = {};
    return {
      facts: { reason: input.reason },
      set,
      record: { items: renamed ? [...keys, 'postalAgent'] : keys },
      alongside: async () => {
        if (renamed) await keepPostalAgent(unit, current, input.agent ?? null);
        const renewed = { ...current, employer: columns.employer, gaps };
        const judged = await judge(unit, renewed, application, index, undefined, 'all');
        Object.assign(set, columns, judged, {
          contentHash: await hashOfCase(unit, current.id, application, index),
        });
        const items = [
          ...keys.map((key) => ({
            label: questionLabel(key),
            before: writtenAnswer(key, before[key]),
            after: writtenAnswer(key, application[key]),
          })),
          ...(renamed
            ? [{ label: AGENT_LABEL, before: agent?.name ?? '－', after: input.agent?.name ?? '－' }]
            : []),
        ];
        await tell(visit, unit, { ...current, ...columns }, { reason: input.reason, items });
      },
    };
  });
}
