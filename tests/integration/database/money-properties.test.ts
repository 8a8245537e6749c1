/**
 * Random events by random people on eight connections, and what must hold all the same. Seeded: the same events in every
 * run. `npm run bench -- money-properties` runs this file with 20,000 events (GRANT_MONEY_EVENTS).
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseIn } from './case-path.ts';
import { type Databases, openDatabase } from './database.ts';
import { book } from './fund-path.ts';
import { acts } from './money-properties/acts.ts';
import { CAST_SIZE, EVENT_KINDS, moneyEvent, type MoneyEvent } from './money-properties/events.ts';
import { properties } from './money-properties/properties.ts';
import { NothingThere, type Scene } from './money-properties/scene.ts';
import { type World, buildWorld, receiveAdvance } from './world.ts';

const EVENTS = Number(process.env['GRANT_MONEY_EVENTS'] ?? 1000);
const SEED = 20_261_128;
const CONNECTIONS = 8;
const ROUND = 500;
/** So many more are drawn, for those that find nothing to happen to. */
const SPARE = 1.5;
const FIRST_CASES = 12;
/** Refusals of the office, unique and foreign keys, a deadlock that PostgreSQL broke off; anything else is a fault. */
const REFUSALS = ['23514', '23505', '23503', '40P01'];

const NAMED = /^grant_|_foreign$|^bank_statement_lines_hash_unique$/u;
/** So many events reach every kind there is. */
const ALL_KINDS_FROM = 20_000;

const SOON: readonly string[] = [
  ...['prepare', 'confirm', 'seal', 'result', 'receive', 'book', 'reverse', 'settle'],
  ...['correctAccount', 'post'],
];

let databases: Databases;
let world: World;
let scene: Scene;

/** A person with the duties of several desks: rules about two people must hold for administrators of all too. */
async function allRounder(owner: Sql): Promise<string> {
  const [role, person] = [randomUUID(), randomUUID()];
  await owner`insert into directus_roles ${owner({ id: role, name: `すべての職務 ${role}` })}`;
  for (const duty of ['03', '04', '05', '06', '07', '08'])
    await owner`insert into directus_access ${owner({ id: randomUUID(), role, policy: `10000000-0000-4000-8000-0000000000${duty}`, sort: 1 })}`;
  await owner`insert into directus_users ${owner({ id: person, email: `all-${person}@office.example`, role, status: 'active' })}`;
  return person;
}

beforeAll(async () => {
  databases = await openDatabase();
  world = await buildWorld(databases.owner, 0);
  await receiveAdvance(databases.owner, world.people.manager, 3_000_000);
  // Something to settle in every month of the year.
  await book(databases.owner, world.people.manager, '2026-01-05', [
    { account: 'bank', debit: 1_000_000 },
    { account: 'advance', credit: 1_000_000 },
  ]);
  const { payment_clerk, payment_confirmer, manager, approver, reviewer, reception } = world.people;
  const cast = [
    ...[payment_clerk, payment_confirmer, world.secondConfirmer, manager, approver, reviewer],
    reception,
    await world.person('payment_clerk', 'clerk2'),
    await world.person('approver', 'approver2'),
    ...(await Promise.all([1, 2, 3].map(() => allRounder(databases.owner)))),
  ];
  expect(cast.length).toBe(CAST_SIZE);
  scene = { sql: databases.app, world, cast };
  await Promise.all(Array.from({ length: FIRST_CASES }, () => caseIn(databases.app, world, 'payable')));
});
afterAll(() => databases?.close());

const outcomes = { done: 0, refused: 0, nothing: 0 };
const doneByKind = new Map<string, number>();

async function carryOut(event: MoneyEvent): Promise<void> {
  try {
    await acts[event.kind](scene, { ...event, actor: scene.cast[event.who] ?? '' });
    outcomes.done += 1;
    doneByKind.set(event.kind, (doneByKind.get(event.kind) ?? 0) + 1);
  } catch (error) {
    if (error instanceof NothingThere) {
      outcomes.nothing += 1;
      return;
    }
    if (!(error instanceof postgres.PostgresError)) throw error;
    expect(REFUSALS, `${event.kind}: ${error.message}`).toContain(error.code);
    // The office has a sentence for each of its own constraints and no other is met: none of these is a fault of the server.
    if (error.code.startsWith('235'))
      expect(error.constraint_name, `${event.kind}: ${error.message}`).toMatch(NAMED);
    outcomes.refused += 1;
  }
}

/** What happened so far, written after each round that held. */
function report(): void {
  const file = process.env['GRANT_MONEY_REPORT'];
  const kinds = Object.fromEntries(doneByKind);
  if (file !== undefined) writeFileSync(file, JSON.stringify({ seed: SEED, ...outcomes, kinds }));
}

async function inParallel(events: readonly MoneyEvent[]): Promise<void> {
  const waiting = [...events];
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) await carryOut(event);
    }),
  );
}

describe('Whatever happens to the money', () => {
  it(`holds for ${String(EVENTS)} random events by random people`, { timeout: 40 * 60_000 }, async () => {
    const rounds = fc.array(moneyEvent, { minLength: ROUND, maxLength: ROUND, size: 'max' });
    const property = fc.asyncProperty(rounds, async (events) => {
      await inParallel(events);
      for (const [name, broken] of Object.entries(properties))
        expect([...(await broken(databases.app))], name).toEqual([]);
      report();
    });
    // Events race, so a smaller example would not be the same one: the seed and the round are the report.
    await fc.assert(property, {
      numRuns: Math.ceil((EVENTS * SPARE) / ROUND),
      seed: SEED,
      endOnFailure: true,
    });
    expect(outcomes.done + outcomes.refused).toBeGreaterThanOrEqual(EVENTS);
    expect(outcomes.refused).toBeGreaterThan(EVENTS / 10);
    // The run went deep enough to mean something: money was sealed, paid, sent back, asked for and taken back.
    for (const kind of EVENTS < ALL_KINDS_FROM ? SOON : EVENT_KINDS)
      expect(doneByKind.get(kind) ?? 0, kind).toBeGreaterThan(0);
  });
});
