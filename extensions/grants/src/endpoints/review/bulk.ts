import { isRefusalError, refuse, type Refusal, type VerbOutput, type VerbParsed } from '@grant/schema';
import { inTurn } from '../../adapter/in-turn.ts';
import { refused } from '../../adapter/refused.ts';
import { caseById } from '../../adapter/store/cases.ts';
import type { ActorVisit } from '../visit.ts';
import { takeCase, type Moved } from './events.ts';
import { postNoticeOf } from './notice.ts';

type Input = VerbParsed<'case.bulk'>;
type Result = VerbOutput<'case.bulk'>['results'][number];

// Whoever takes ten cases wants nine of them when the tenth is gone: each is a transaction of its own.
async function actOn(visit: ActorVisit, input: Input, item: Input['items'][number]): Promise<Moved> {
  if (input.event === 'take') return takeCase(visit, item.id, item.version);
  const { method, postedOn } = input;
  if (method === undefined || postedOn === undefined)
    refused('INVALID_INPUT', {
      faults: [{ path: 'postedOn', message: '発送の方法と発送日を入力してください。' }],
    });
  const { id, ...read } = item;
  return postNoticeOf(visit, id, { ...read, method, postedOn });
}

function refusalOf(visit: ActorVisit, error: unknown, id: string): Refusal {
  if (isRefusalError(error)) return error.refusal;
  // The others have been done or will be: this one's failure is logged and told, and does not swallow their answers.
  visit.office.logger.error({ err: error, application: id }, 'one of several cases failed');
  return refuse('UNAVAILABLE', { what: 'この案件の処理' });
}

/**
 * まとめての操作: one event on several cases, one after the other, every one checked like a single one (seen version, state,
 * duty, four eyes). The answer says of each what was done or why not.
 */
export async function actOnSeveral(visit: ActorVisit, input: Input): Promise<VerbOutput<'case.bulk'>> {
  const results: Result[] = [];
  await inTurn(visit, input.items, async (item) => {
    try {
      const { stateLabel } = await actOn(visit, input, item);
      const { receiptNumber = null } = (await caseById(visit.office.database, item.id)) ?? {};
      results.push({ id: item.id, receiptNumber, done: true, stateLabel, code: null, message: null });
    } catch (error) {
      const { code, message } = refusalOf(visit, error, item.id);
      // A case that this person may not see stays unnamed.
      const current = code === 'NOT_FOUND' ? undefined : await caseById(visit.office.database, item.id);
      const receiptNumber = current?.receiptNumber ?? null;
      results.push({ id: item.id, receiptNumber, done: false, stateLabel: null, code, message });
    }
  });
  return { done: results.filter((one) => one.done).length, results };
}
