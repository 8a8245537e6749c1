/** 大量申請: what more cases hold than are named each by each is a group where one hand is behind it, and else a form. */
import { verbs } from '@grant/schema';
import { signIn } from '@grant/scripts/seed/caller';
import * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import type { Office } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import type { Stage } from './cast.ts';

/** Gives the case a page that looks so; the day on which its papers are compared anew comes with its next correction. */
async function holds(office: Office, { id }: journey.Walk, print: string): Promise<void> {
  await office.sql`
    insert into page_prints select id, 90, ${print} from attachments
     where application = ${id} and status = 'received' and paper = 'work_rules' order by id limit 1`;
}

/** What the group says follows who withdraws and comes back, also one who only holds the same form. */
async function leavesAndComesBack(
  office: Office,
  stage: Stage,
  { cast, group, template }: { cast: journey.Cast; group: readonly journey.Walk[]; template: string },
): Promise<void> {
  const signal = async ({ id }: journey.Walk) => {
    const { signals } = await stage.cast.by('reviewer').call('case.workbench', { id });
    const { score, reason } = signals.find(({ code }) => code === 'mass_filing') ?? {};
    return [score, /（[^（）]*全体[0-9]+件）/u.exec(reason ?? '')?.[0]];
  };
  const says = async (walks: readonly journey.Walk[], ...said: readonly (string | number)[]) => {
    for (const walk of walks) await expect.poll(() => signal(walk), { timeout: PATIENCE }).toEqual(said);
  };
  const stranger = await stage.submitted();
  await holds(office, stranger, template);
  await journey.correctionAnswered(stage.cast, stranger);
  await says(group, 50, '（5件、5事業主、全体6件）');
  const last = group.at(-1);
  if (last === undefined) throw new Error('nobody in the group');
  await journey.withdrawn(cast, last);
  await says(group.slice(0, -1), 45, '（4件、4事業主、全体5件）');
  const { version } = await stage.cast.by('reviewer').call('case.workbench', { id: last.id });
  const wish = { version, reason: '取り違えて取り下げた。', wish: '令和8年7月15日　電話' };
  const undone = await stage.client('manager').post(`/grants/cases/${last.id}/undo-withdrawal`, wish);
  expect(undone.status).toBe(200);
  await says(group, 50, '（5件、5事業主、全体6件）');
  await journey.withdrawn(stage.cast, stranger);
  await says(group, 55, '（5件、5事業主、全体5件）');
}

/** Forty by one agent in small: five employers, and nobody is told apart by when it came. */
export async function filedByOneHand(office: Office, stage: Stage): Promise<void> {
  const reviewer = stage.cast.by('reviewer');
  const shown = (walk: journey.Walk) => reviewer.call('case.workbench', { id: walk.id });
  const signals = async (walk: journey.Walk) =>
    (await shown(walk)).signals.filter(({ code }) => ['same_page', 'mass_filing'].includes(code));
  const codes = async (walk: journey.Walk) => (await signals(walk)).map(({ code }) => code);
  const { agent } = office.accounts;
  if (agent === undefined) throw new Error('no agent');
  const caller = await signIn(office.url, agent);
  const cast: journey.Cast = {
    ...stage.cast,
    by: (name) => (name === 'agent' ? caller : stage.cast.by(name)),
  };
  const template = '0011'.repeat(16);
  const filed: journey.Walk[] = [];
  for (let made = 0; made < 5; made += 1) {
    const walk = await journey.submitted(cast, 960 + made, stage.answers(), 'agent');
    await holds(office, walk, template);
    filed.push(walk);
    // Three others are named each by each; with the fourth all five stand in a group.
    if (made >= 3) await journey.correctionAnswered(cast, walk);
    for (const one of made === 3 ? filed : [])
      await expect.poll(() => codes(one), { timeout: PATIENCE }).toEqual(['same_page']);
  }
  for (const one of filed)
    await expect.poll(() => codes(one), { timeout: PATIENCE }).toEqual(['mass_filing']);
  await leavesAndComesBack(office, stage, { cast, group: filed, template });
  const [first, , , , last] = filed;
  if (first === undefined || last === undefined) throw new Error('nothing filed');
  const others = filed.slice(1).map(({ id }) => id);
  const [found] = await signals(first);
  expect(found).toMatchObject({ score: 55, counts: true });
  expect(found?.reason).toContain('のよく似た頁を持つ申請のまとまりです（5件、5事業主、全体5件）。');
  expect(found?.reason).toMatch(/この申請を含めて、手続代行者が5事業主.*で同じです。$/u);
  expect(found?.related.map(({ applicationId }) => applicationId).toSorted()).toEqual(others.toSorted());
  // What is a group to the signals opens no set of duplicates.
  expect((await shown(last)).duplicates.flatMap(({ rule }) => rule)).not.toContain('same_page');
  expect((await shown(last)).case.state).toBe('in_review');

  // The board of the group, for the prefecture without names; of no case that stands in none.
  const board = await reviewer.call('doubt.board', { group: first.id });
  expect(board.cases.map(({ applicationId }) => applicationId).toSorted()).toEqual(
    filed.map(({ id }) => id).toSorted(),
  );
  expect(board).toMatchObject({ casesTotal: 5, group: { size: 5 } });
  expect(board.cases.every(({ massed }) => massed === 5)).toBe(true);
  const official = await (await office.signIn('official')).get(`/grants/doubt?group=${first.id}`);
  const told = verbs['doubt.board'].output.parse((official.body as { data: unknown }).data);
  expect(told.cases.map(({ employerName }) => employerName)).toEqual([null, null, null, null, null]);
  expect(JSON.stringify(told)).not.toContain('就業規則');

  // Looked at, it counts no more and the case stays in its group; as many others behind it are another group.
  const look = { said: found?.reason ?? '', counts: false, reason: '正当な代行であることを確認した。' };
  const path = `/grants/signals/${found?.id ?? ''}/look`;
  expect((await stage.client('reviewer').post(path, look)).status).toBe(200);
  const related = ['R8-999999-9', ...(found?.related ?? []).slice(1).map((other) => other.receiptNumber)];
  const [counted] = await office.sql`
    select grant_signal_counts(s) as same, grant_signal_counts(jsonb_populate_record(s, ${office.sql.json({ related })})) as others
      from signals s where s.id = ${found?.id ?? ''}`;
  expect(counted).toEqual({ same: false, others: true });
  const after = await reviewer.call('doubt.board', { group: first.id });
  expect(after.casesTotal).toBe(5);
  expect(after.cases.find(({ applicationId }) => applicationId === first.id)?.massed).toBe(0);

  // As many employers with nothing else in common hold a form: no group, and no more of those that were named before.
  const form = '0101'.repeat(16);
  const strangers: journey.Walk[] = [];
  for (let made = 0; made < 5; made += 1) {
    const walk = await stage.submitted();
    await holds(office, walk, form);
    strangers.push(walk);
    if (made >= 3) await journey.correctionAnswered(stage.cast, walk);
    if (made === 3) await expect.poll(() => codes(walk), { timeout: PATIENCE }).toEqual(['same_page']);
  }
  for (const one of strangers) await expect.poll(() => codes(one), { timeout: PATIENCE }).toEqual([]);
  const [stranger] = strangers;
  const nothing = await stage.client('reviewer').get(`/grants/doubt?group=${stranger?.id ?? ''}`);
  expect(nothing.status).toBe(404);

  // The agent's page becomes one that everybody has: with the next who brings it the five are looked at anew.
  await office.sql`
    insert into page_prints
    select distinct on (application) id, 91, ${template}::bit(64) from attachments
     where status = 'received' and application <> all(${filed.map(({ id }) => id)})
       and application in (select id from applications where state not in ('draft', 'received', 'withdrawn'))
    on conflict do nothing`;
  const [spread] = await office.sql<{ employers: number }[]>`
    select count(distinct a.employer)::int as employers from page_prints p join attachments x on x.id = p.attachment
      join applications a on a.id = x.application where p.print = ${template}`;
  expect(spread?.employers).toBeGreaterThanOrEqual(20);
  const late = await stage.submitted();
  await holds(office, late, template);
  await journey.correctionAnswered(stage.cast, late);
  for (const one of filed) await expect.poll(() => codes(one), { timeout: PATIENCE }).toEqual([]);
}
