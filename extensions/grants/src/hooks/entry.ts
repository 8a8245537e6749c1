import { beginCase, refuse, type Duty } from '@grant/schema';
import { dutiesOf } from '../adapter/actor.ts';
import { directusErrorOf } from '../adapter/http-refusal.ts';
import type { Office, Row } from '../adapter/ports.ts';
import { insideWork } from '../adapter/work.ts';
import type { FilterContext, Registry } from './registry.ts';

/** Columns that follow from an event and are never typed in. */
const FOLLOWS_FROM_EVENTS = [
  'state',
  'state_since',
  'version',
  'waiting_for',
  'suspended_from',
  'receipt_number',
  'submitted_at',
  'submit_key',
  'verdict',
  'leave_months',
  'leave_days',
  'amount_base',
  'amount_addition',
  'amount_total',
  'amount_other_reading',
  'content_hash',
  'recommendation',
  'recommended_by',
  'recommended_at',
  'recommendation_note',
  'assigned_to',
] as const;

/**
 * 職員による入力: a case typed in or imported by staff enters as 郵送受領 and in no other state; it is judged and
 * compared with the others when it is registered. What follows from an event cannot be typed in.
 */
export function entry({ filter }: Registry, office: Office): void {
  filter('applications.items.create', async (payload, _meta, context) => {
    if (insideWork()) return payload;
    const row = without(payload as Row);
    const duties = await dutiesFor(office, context);
    const begun = beginCase('receive', { id: context.accountability?.user ?? '', duties });
    if (!begun.ok) throw directusErrorOf(begun.refusal);
    await context.database.raw(
      `select set_config('grant.event', 'receive', true), set_config('grant.actor', ?, true),
              set_config('grant.duty', ?, true)`,
      [context.accountability?.user ?? '', begun.value.duty],
    );
    return {
      ...row,
      state: begun.value.state,
      waiting_for: begun.value.waitingFor,
      channel: 'post',
      version: 0,
    };
  });
  filter('applications.items.update', (payload) => {
    if (insideWork()) return payload;
    const named = FOLLOWS_FROM_EVENTS.filter((column) => Object.hasOwn(payload as object, column));
    if (named.length === 0) return payload;
    throw directusErrorOf(
      refuse('GUARD_FAILED', {
        event: '状態・判定・決定の直接変更',
        reason: '案件の画面の操作ボタン（審査の開始、補正の依頼など）から行ってください。',
      }),
    );
  });
}

async function dutiesFor(office: Office, context: FilterContext): Promise<readonly Duty[]> {
  const user = context.accountability?.user;
  return user ? [...(await dutiesOf(office, user))] : [];
}

function without(payload: Row): Row {
  const hidden: ReadonlySet<string> = new Set(FOLLOWS_FROM_EVENTS);
  return Object.fromEntries(Object.entries(payload).filter(([column]) => !hidden.has(column)));
}
