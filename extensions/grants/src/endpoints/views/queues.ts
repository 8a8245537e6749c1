import {
  ARRIVED_ANSWER,
  civilDate,
  permittedEvents,
  queues,
  queuesOf,
  stateLabel,
  waitSince,
  waitingForLabels,
  type CaseState,
  type LifecycleCase,
  type PastEvent,
  type Programme,
  type QueueCode,
  type VerbOutput,
  type VerbParsed,
  type WaitingFor,
} from '@grant/schema';
import type { Knex } from 'knex';
import { refused } from '../../adapter/refused.ts';
import { fromRow } from '../../adapter/row.ts';
import { namesOfPeople } from '../../adapter/store/people.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { lifecycleActor } from '../../adapter/transition.ts';
import { letterNames } from '../../letters/names.ts';
import type { ActorVisit } from '../visit.ts';
import { HAS_UNPOSTED, OLDEST_UNPOSTED, unpostedLetters, type UnpostedLetter } from './unposted.ts';
import { waitOf } from './wait.ts';

type List = VerbOutput<'queue.list'>;

interface Row {
  readonly id: string;
  readonly receiptNumber: string | null;
  readonly employerName: string | null;
  readonly state: CaseState;
  readonly suspendedFrom: LifecycleCase['suspendedFrom'];
  readonly waitingFor: WaitingFor;
  readonly waitingFrom: string | null;
  readonly assignedTo: string | null;
  readonly verdict: string | null;
  readonly amountTotal: number | null;
  readonly version: number;
  readonly practice: boolean;
  readonly dueOn: string | null;
  /** JST day since which an answer to the correction has been here by post, not entered yet. */
  readonly arrivedOn: string | null;
}

/** Shown at once; the oldest come first, and the rest page by page. */
const LINES = 100;

/** The latest day since which a case counts as late: searched backwards, because office days are no fixed number of days. */
function lateSince(programme: Programme, today: string): string {
  for (let back = programme.standardAmberDays; back < 400; back += 1) {
    const day = new Date(Date.parse(today) - back * 86_400_000).toISOString().slice(0, 10);
    const wait = waitSince(programme, civilDate(day), civilDate(today));
    if (!wait.ok || wait.value.tone !== 'calm') return day;
  }
  return '0001-01-01';
}

/** SQL: since when an answer to the open correction of case `a` has been here by post. */
const ARRIVED = `(select min(grant_answer_arrived(c.id)) from corrections c where c.application = a.id and c.state = 'open')`;

function casesIn(
  database: Knex,
  code: QueueCode,
  asks: { readonly actor: string; readonly today: string; readonly late: string; readonly practice: boolean },
): Knex.QueryBuilder {
  const { states, only } = queues[code];
  const query = database('applications as a')
    .where({ 'a.practice': asks.practice })
    .whereIn('a.state', [...states]);
  if (only === 'assigned') void query.where({ 'a.assigned_to': asks.actor });
  if (only === 'others') void query.whereRaw('a.assigned_to is distinct from ?', [asks.actor]);
  if (only === 'late') void query.where('a.waiting_from', '<=', asks.late);
  if (only === 'unposted') void query.whereRaw(HAS_UNPOSTED);
  if (only === 'unread')
    void query.whereIn(
      'a.id',
      database('messages').where({ direction: 'to_office', read_at: null }).select('application'),
    );
  if (only === 'duplicates')
    void query.whereIn(
      'a.id',
      database('duplicate_members as m')
        .join('duplicate_sets as s', 's.id', 'm.duplicate_set')
        .where({ 's.state': 'open' })
        .select('m.application'),
    );
  if (only === 'lost')
    void query.whereIn(
      'a.id',
      database('case_events as e')
        .where({ 'e.event': 'unbind_papers' })
        .whereExists(database.select(database.raw('1')).fromRaw('grant_lost_papers(e.application)'))
        .select('e.application'),
    );
  if (only === 'uncarded')
    void query
      .where({ 'a.channel': 'post' })
      .whereNotExists(database('status_pins as p').whereRaw('p.application = a.id').select('p.application'));
  if (only === 'arrived') void query.whereRaw(`${ARRIVED} is not null`);
  if (only === 'overdue')
    void query.whereExists(
      database('corrections as c')
        .whereRaw('c.application = a.id and grant_answer_arrived(c.id) is null')
        .where({ 'c.state': 'open' })
        .where('c.due_on', '<', asks.today)
        .select('c.id'),
    );
  return query;
}

async function historiesOf(
  database: Knex,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly PastEvent[]>> {
  const rows = await database<PastEvent & { application: string; seq: number }>('case_events')
    .whereIn('application', [...ids])
    .orderBy(['application', 'seq'])
    .select('application', 'event', 'actor');
  const histories = new Map<string, PastEvent[]>();
  for (const { application, event, actor } of rows)
    histories.set(application, [...(histories.get(application) ?? []), { event, actor }]);
  return histories;
}

async function linesOf(
  visit: ActorVisit,
  query: Knex.QueryBuilder,
  queue: QueueCode,
  figures: Programme,
  before: number,
): Promise<List['lines']> {
  const { database } = visit.office;
  const { bulk } = queues[queue];
  const due = database('corrections as o')
    .whereRaw('o.application = a.id')
    .where({ 'o.state': 'open' })
    .max('o.due_on');
  if (queue === 'to_mail') void query.orderByRaw(OLDEST_UNPOSTED);
  if (queue === 'arrived_answers') void query.orderByRaw(ARRIVED);
  const found = await query
    .orderBy(['a.waiting_from', 'a.receipt_number', 'a.id'])
    .offset(before)
    .limit(LINES)
    .select<object[]>(
      'a.id',
      'a.receipt_number',
      'a.state',
      'a.suspended_from',
      'a.waiting_for',
      'a.waiting_from',
      'a.assigned_to',
      'a.verdict',
      'a.amount_total',
      'a.version',
      'a.practice',
      // Of an envelope still being typed the name stands in what was typed only.
      database.raw(
        `coalesce(a.employer_name, (select d.answers ->> 'employerName' from drafts d where d.application = a.id))
         as employer_name`,
      ),
      due.as('due_on'),
      database.raw(`(${ARRIVED} at time zone 'Asia/Tokyo')::date::text as arrived_on`),
    );
  const rows = found.map((row) => fromRow<Row>(row));
  const names = await namesOfPeople(
    database,
    rows.map((row) => row.assignedTo),
  );
  const histories =
    bulk === null
      ? new Map<string, readonly PastEvent[]>()
      : await historiesOf(
          database,
          rows.map((row) => row.id),
        );
  const letters = new Map<string, UnpostedLetter[]>();
  if (queue === 'to_mail')
    for (const letter of await unpostedLetters(
      database,
      rows.map((row) => row.id),
    ))
      letters.set(letter.application, [...(letters.get(letter.application) ?? []), letter]);
  const actor = lifecycleActor(visit.actor);
  const mayAct = (row: Row): boolean =>
    permittedEvents({ ...row, history: histories.get(row.id) ?? [] }, actor).some(
      (one) => one.event === bulk,
    );
  return rows.map((row) => ({
    id: row.id,
    receiptNumber: row.receiptNumber,
    employerName: row.employerName,
    state: row.state,
    stateLabel: stateLabel(row.state),
    waitingForLabel: waitingForLabels[row.arrivedOn === null ? row.waitingFor : ARRIVED_ANSWER.waitingFor],
    // A letter waits since its own day, whatever else is waited for in its case; an answer since it came.
    wait: waitOf(
      figures,
      letters.get(row.id)?.[0]?.writtenOn ?? row.arrivedOn ?? row.waitingFrom,
      visit.moment.today,
    ),
    unposted: (letters.get(row.id) ?? []).map(({ kind }) => letterNames[kind]),
    assignedToName: row.assignedTo === null ? null : (names.get(row.assignedTo) ?? null),
    verdict: row.verdict,
    amount: row.amountTotal,
    dueOn: row.dueOn as List['lines'][number]['dueOn'],
    version: row.version,
    practice: row.practice,
    actable: bulk !== null && mayAct(row),
  }));
}

/** 自分の番: the queues of this person's duties with their counts, and the cases of one of them, the oldest first. */
export async function listQueues(visit: ActorVisit, input: VerbParsed<'queue.list'>): Promise<List> {
  const { database } = visit.office;
  const codes = queuesOf(visit.actor.duties);
  if (input.queue !== undefined && !codes.includes(input.queue))
    refused('FORBIDDEN', { act: queues[input.queue].label });
  const { figures, practice } = await currentProgramme(visit.office);
  const { today } = visit.moment;
  const asks = { actor: visit.actor.id, today, late: lateSince(figures, today), practice };
  const counted: List['queues'] = [];
  for (const code of codes) {
    const [row] = await casesIn(database, code, asks).count<{ count: string }[]>({ count: '*' });
    counted.push({
      code,
      label: queues[code].label,
      hint: queues[code].hint,
      count: Number(row?.count ?? 0),
    });
  }
  const queue = input.queue ?? counted.find((one) => one.count > 0)?.code ?? codes[0] ?? null;
  if (queue === null) return { queues: counted, queue, bulk: null, lines: [], before: 0, more: 0 };
  const { bulk } = queues[queue];
  const count = counted.find((one) => one.code === queue)?.count ?? 0;
  // Worked off meanwhile, a later page may have gone: then the last lines there are.
  const asked = input.skip ?? 0;
  const before = asked < count ? asked : Math.max(0, count - LINES);
  const lines = await linesOf(visit, casesIn(database, queue, asks), queue, figures, before);
  return {
    queues: counted,
    queue,
    bulk,
    lines,
    before,
    more: Math.max(0, count - before - lines.length),
  };
}
