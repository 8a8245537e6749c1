/** 開いている組: what it says can change until it is judged, and who judges it has read what it says. */
import type { VerbOutput } from '@grant/schema';
import { signIn } from '@grant/scripts/seed/caller';
import * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import { type Office, refusalCode } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { formOf } from '../agency/stage.ts';
import type { Stage } from './cast.ts';

type DuplicateSet = VerbOutput<'case.workbench'>['duplicates'][number];

const setsOf = async (stage: Stage, { id }: journey.Walk): Promise<readonly DuplicateSet[]> =>
  (await stage.cast.by('reviewer').call('case.workbench', { id })).duplicates;

/** The set in which the two stand: names that are made up may agree with those of other cases as well. */
const setOf = async (stage: Stage, walk: journey.Walk, other: journey.Walk) =>
  (await setsOf(stage, walk)).find(({ members }) =>
    members.some(({ applicationId }) => applicationId === other.id),
  );

const different = (walks: readonly journey.Walk[]) =>
  walks.map(({ id }) => ({ applicationId: id, verdict: 'different' as const, reason: '共同事務所の電話。' }));

/** Judged from a screen that is older than the account in common: refused, and what was judged before is to be judged anew. */
export async function judgedAsItReads(stage: Stage): Promise<void> {
  const first = await stage.submitted();
  const second = await stage.submitted({ employerPhone: first.answers.employerPhone ?? '' });
  const pair = () => setOf(stage, first, second);
  const old = await pair();
  expect(old).toMatchObject({ rule: 'phone', strength: 'likely', state: 'open' });
  const resolve = (walks: readonly journey.Walk[], seen: string | undefined) =>
    stage
      .client('reviewer')
      .post(`/grants/duplicates/${old?.id ?? ''}/resolve`, { seen, members: different(walks) });
  expect((await resolve([first], old?.digest)).status).toBe(200);
  // The judgement of one case leaves what the set says as it was.
  expect((await pair())?.digest).toBe(old?.digest);

  const before = await stage.version(first);
  const { bankCode = '', branchCode = '', accountType = '', accountNumber = '' } = first.answers;
  const { accountHolderKana = '' } = second.answers;
  const account = { bankCode, branchCode, accountType, accountNumber, accountHolderKana };
  const form = formOf({ version: String(await stage.version(second)), ...account }, 'passbook of the pair');
  const path = `/grants/applications/${second.id}/account-change`;
  expect((await stage.client('applicant').upload(path, form)).status).toBe(200);

  const now = await pair();
  expect(now).toMatchObject({ id: old?.id, rule: 'account', strength: 'exact', state: 'open' });
  expect(now?.members.map(({ verdict }) => verdict)).toEqual([null, null]);
  expect(await stage.version(first)).toBe(before);
  for (const stale of [[first, second], [second]])
    expect(refusalCode(await resolve(stale, old?.digest))).toBe('STALE_VERSION');
  expect((await resolve([second], now?.digest)).status).toBe(200);
  expect((await pair())?.state).toBe('open');
  expect((await resolve([first], now?.digest)).status).toBe(200);
  expect((await pair())?.state).toBe('different');
}

/** Settled at the moment in which a third case comes: it is taken in all the same, and stands in a set of its own. */
export async function settledMeanwhile(office: Office, stage: Stage): Promise<void> {
  const first = await stage.submitted();
  const phone = { employerPhone: first.answers.employerPhone ?? '' };
  const second = await stage.submitted(phone);
  const set = await setOf(stage, first, second);
  const waiting = async () =>
    (
      await office.sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          and wait_event <> 'advisory'`
    ).length;
  let filing: Promise<journey.Walk> | undefined;
  await office.sql.begin(async (trx) => {
    await trx`select set_config('grant.actor', ${office.accounts.reviewer?.id ?? ''}, true),
                     set_config('grant.duplicate_seen', ${set?.digest ?? ''}, true)`;
    await trx`update duplicate_members set verdict = 'different', reason = '共同事務所の電話。'
               where duplicate_set = ${set?.id ?? ''}`;
    await trx`update duplicate_sets set state = 'different' where id = ${set?.id ?? ''}`;
    filing = stage.submitted(phone);
    // Its refusal is told below, where it is awaited.
    filing.catch(() => undefined);
    await expect.poll(waiting, { timeout: PATIENCE }).toBeGreaterThan(0);
  });
  const third = await filing;
  if (third === undefined) throw new Error('nothing was filed');
  for (const other of [first, second]) {
    const own = await setOf(stage, third, other);
    expect(own).toMatchObject({ rule: 'phone', state: 'open' });
    expect(own?.id).not.toBe(set?.id);
  }
}

/** 類似の組: each answer that made it stands in the comparison, also where names differ by a letter. */
export async function comparedByWhatAgrees(stage: Stage): Promise<void> {
  const first = await stage.submitted();
  const { employerNameKana, employeeName, employeeNameKana, employeeBirthOn, childBirthOn } = first.answers;
  const alike = { employerNameKana, employeeName, employeeNameKana, employeeBirthOn, childBirthOn };
  const second = await stage.submitted(alike);
  const set = await setOf(stage, second, first);
  expect(set?.rule).toBe('similar_employee');
  expect(set?.agreed).toEqual(expect.arrayContaining(['従業員の氏名', '従業員の生年月日']));
  const rows = ['事業主の名称（フリガナ）', '従業員の氏名（フリガナ）', ...(set?.agreed ?? [])];
  for (const row of rows) {
    const [one, other, ...more] = set?.members.map(({ columns }) => columns[row]) ?? [];
    expect([row, one, more]).toEqual([row, expect.stringMatching(/./u), []]);
    expect(other).toBe(one);
  }
}

/** 代行者への集中: with each filing the agent's earlier cases say so as well, and less once one is withdrawn. */
export async function gatheredByOneAgent(office: Office, stage: Stage): Promise<void> {
  const { agent } = office.accounts;
  if (agent === undefined) throw new Error('no agent');
  const caller = await signIn(office.url, agent);
  const cast: journey.Cast = {
    ...stage.cast,
    by: (name) => (name === 'agent' ? caller : stage.cast.by(name)),
  };
  const EMPLOYERS = 9;
  const filed = () => office.sql<{ id: string }[]>`
    select min(id::text) as id from applications where agent is null and channel = 'online' and state = 'submitted' group by employer
     order by 1 limit ${EMPLOYERS}`;
  while ((await filed()).length < EMPLOYERS) await stage.submitted();
  const earlier = (await filed()).map(({ id }) => id);
  // As if the agent had filed for nine employers already.
  await office.sql.begin(async (trx) => {
    await trx`set local session_replication_role = replica`;
    await trx`update applications set agent = ${agent.id} where id in ${trx(earlier)}`;
  });
  const said = async (id: string) => {
    const { signals } = await stage.cast.by('reviewer').call('case.workbench', { id });
    const reason = signals.find(({ code }) => code === 'agent_concentration')?.reason ?? '';
    return Number(/^手続代行者の申請が([0-9]+)件/u.exec(reason)?.[1] ?? 0);
  };
  const all = async (count: number) => {
    for (const id of earlier) await expect.poll(() => said(id), { timeout: PATIENCE }).toBe(count);
  };
  const tenth = await journey.submitted(cast, 990, stage.answers(), 'agent');
  const cases = await said(tenth.id);
  expect(cases).toBeGreaterThan(EMPLOYERS);
  await all(cases);
  const last = await journey.submitted(cast, 991, stage.answers(), 'agent');
  expect(await said(last.id)).toBe(cases + 1);
  await all(cases + 1);
  await journey.withdrawn(cast, last);
  await all(cases);
  // What was renewed asks for nothing more.
  const left = () =>
    office.sql`select 1 from pgboss.job where name = 'signals' and state in ('created', 'retry', 'active')`;
  await expect.poll(left, { timeout: PATIENCE }).toHaveLength(0);
}

/** The third case shares the telephone with both, and the account with none. */
export async function accountOfTheOthers(stage: Stage): Promise<void> {
  const first = await stage.submitted();
  const { bankCode, branchCode, accountType, accountNumber, employerPhone } = first.answers;
  const phone = { employerPhone: employerPhone ?? '' };
  const account = { bankCode, branchCode, accountType, accountNumber };
  const second = await stage.submitted({ ...phone, ...account });
  const third = await stage.submitted(phone);
  const sets = (await stage.cast.by('reviewer').call('case.workbench', { id: third.id })).duplicates;
  expect(sets).toHaveLength(1);
  const said = sets[0]?.members.map(({ applicationId, columns }) => [applicationId, columns['振込口座']]);
  expect(Object.fromEntries(said ?? [])).toEqual({
    [first.id]: '（同じ口座）',
    [second.id]: '（同じ口座）',
    [third.id]: null,
  });
}
