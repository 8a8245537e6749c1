/**
 * Rounds of dying: an act is begun, the server or the database is killed at a moment drawn by lot, the office comes back,
 * and the books are examined. Then the same person asks again, so that every act ends complete and once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Accounts } from '../../accounts.ts';
import * as journey from '../../seed/journey.ts';
import { madeUpAnswers } from '../../seed/made-up.ts';
import type { Random } from '../duplicates/random.ts';
import { type ActName, ACTS, ADVANCE, type Outcome, type Scene, actOf } from './acts.ts';
import { findings } from './books.ts';
import { castOf } from './cast.ts';
import type { Part, Subject } from './subject.ts';

/** What came of one round. */
export interface Round {
  readonly act: ActName;
  readonly killed: Part;
  /** Milliseconds from the question to the kill. */
  readonly after: number;
  /** The answer came: what it says was promised. */
  readonly answered: boolean;
  readonly outcome: 'complete' | 'absent' | 'wrong';
  /** Why a round is wrong; empty when everything holds. */
  readonly wrong: readonly string[];
}

export interface Plan {
  readonly subject: Subject;
  readonly accounts: Accounts;
  readonly random: Random;
  readonly rounds: number;
  readonly onRound?: (round: Round, number: number) => void;
}

/** Payments of one batch. */
const CASES = 2;
/** A kill falls between nothing done yet and a little after the answer; an idle machine needs some 200 ms for an act. */
const WINDOW_MS = 400;

function drawn(outcome: Outcome, answered: boolean): Pick<Round, 'outcome' | 'wrong'> {
  if (typeof outcome !== 'string') return { outcome: 'wrong', wrong: [outcome.wrong] };
  // What was answered was promised, and a promise outlives the machine.
  const lost = answered && outcome === 'absent';
  return lost ? { outcome: 'wrong', wrong: ['answered, and lost'] } : { outcome, wrong: [] };
}

type Props = Pick<Scene, 'batch' | 'request'>;

/** A batch of new cases, confirmed by both confirmers, and an advance asked for; nothing dies while they are made. */
async function propsFrom({ subject, accounts }: Plan, from: number): Promise<Props> {
  const cast = await castOf(subject.url, accounts);
  const walks: journey.Walk[] = [];
  for (let index = from; index < from + CASES; index += 1) {
    const walk = await journey.submitted(cast, index, madeUpAnswers(index, cast.today));
    await journey.payable(cast, walk);
    walks.push(walk);
  }
  return { batch: await journey.confirmedBatch(cast, walks), request: await approvedRequest(cast) };
}

async function approvedRequest(cast: journey.Cast): Promise<string> {
  const clerk = cast.by('clerk');
  const { bankProfiles } = await clerk.call('funds.show', {});
  const { id } = await clerk.call('funds.request', {
    amount: ADVANCE,
    requestedOn: cast.today,
    purpose: '奨励金の支給（練習）',
    bankProfileId: bankProfiles[0]?.id ?? '',
    forecast: [{ month: cast.today.slice(0, 7), amount: ADVANCE }],
  });
  await cast.by('manager').call('funds.approve', { id });
  return id;
}

async function play(plan: Plan, name: ActName, props: Props): Promise<Round> {
  const { subject, accounts, random } = plan;
  const killed: Part = random.percent(50) ? 'database' : 'server';
  const after = random.below(WINDOW_MS);
  const scene = { sql: subject.sql, accounts, cast: await castOf(subject.url, accounts), ...props };
  const act = actOf(name, scene);
  const state = { answered: false };
  const asked = act.run().then(
    () => {
      state.answered = true;
    },
    () => undefined,
  );
  await pause(after);
  await subject.kill(killed);
  await subject.revive(killed);
  await asked;
  const { answered } = state;
  const came = drawn(await act.outcome(), answered);
  const wrong = [...came.wrong, ...(await findings(subject.sql))];
  if (wrong.length > 0) return { act: name, killed, after, answered, outcome: 'wrong', wrong };
  if (!answered) {
    // Whoever got no answer asks again; what was done already is refused and stays done once.
    const again = actOf(name, { ...scene, cast: await castOf(subject.url, accounts) });
    const asking = again.run();
    await (came.outcome === 'absent' ? asking : asking.catch(() => undefined));
    const second = await again.outcome();
    wrong.push(...(second === 'complete' ? [] : [`asked again: ${JSON.stringify(second)}`]));
    wrong.push(...(await findings(subject.sql)));
  }
  return { act: name, killed, after, answered, outcome: wrong.length > 0 ? 'wrong' : came.outcome, wrong };
}

/** Plays the rounds one after the other: the acts in turn, a new batch whenever they begin anew. */
export async function playRounds(plan: Plan): Promise<readonly Round[]> {
  const played: Round[] = [];
  let props: Props = { batch: '', request: '' };
  for (let index = 0; index < plan.rounds; index += 1) {
    const turn = index % ACTS.length;
    if (turn === 0) props = await propsFrom(plan, (index / ACTS.length) * CASES);
    const round = await play(plan, ACTS[turn] ?? 'seal', props);
    played.push(round);
    plan.onRound?.(round, index + 1);
  }
  return played;
}
