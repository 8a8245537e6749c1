/**
 * Rounds of dying: an act is begun, the server or the database is killed at a moment drawn by lot, the office comes back,
 * and the books are examined. Then the same person asks again, so that every act ends complete and once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Accounts } from '../../accounts.ts';
import * as journey from '../../seed/journey.ts';
import { madeUpAnswers } from '../../seed/made-up.ts';
import type { Random } from '../duplicates/random.ts';
import { type ActName, ACTS, type Outcome, actOf } from './acts.ts';
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

/** A batch of new cases, confirmed by both confirmers; nothing dies while it is made. */
async function confirmedBatch({ subject, accounts }: Plan, from: number): Promise<string> {
  const cast = await castOf(subject.url, accounts);
  const walks: journey.Walk[] = [];
  for (let index = from; index < from + CASES; index += 1) {
    const walk = await journey.submitted(cast, index, madeUpAnswers(index, cast.today));
    await journey.payable(cast, walk);
    walks.push(walk);
  }
  return journey.confirmedBatch(cast, walks);
}

async function play(plan: Plan, name: ActName, batch: string): Promise<Round> {
  const { subject, accounts, random } = plan;
  // Posting by hand goes past the server; to kill it would prove nothing.
  const killed: Part = name === 'ledger' || random.percent(50) ? 'database' : 'server';
  const after = random.below(WINDOW_MS);
  const scene = { sql: subject.sql, accounts, cast: await castOf(subject.url, accounts), batch };
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
  if (came.outcome === 'absent') {
    const again = actOf(name, { ...scene, cast: await castOf(subject.url, accounts) });
    await again.run();
    const second = await again.outcome();
    wrong.push(...(second === 'complete' ? [] : [`asked again: ${JSON.stringify(second)}`]));
    wrong.push(...(await findings(subject.sql)));
  }
  return { act: name, killed, after, answered, outcome: wrong.length > 0 ? 'wrong' : came.outcome, wrong };
}

/** Plays the rounds one after the other: the acts in turn, a new batch whenever they begin anew. */
export async function playRounds(plan: Plan): Promise<readonly Round[]> {
  const played: Round[] = [];
  let batch = '';
  for (let index = 0; index < plan.rounds; index += 1) {
    const turn = index % ACTS.length;
    if (turn === 0) batch = await confirmedBatch(plan, (index / ACTS.length) * CASES);
    const round = await play(plan, ACTS[turn] ?? 'seal', batch);
    played.push(round);
    plan.onRound?.(round, index + 1);
  }
  return played;
}
