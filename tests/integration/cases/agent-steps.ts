/** 郵送の手続代行者 of whom the papers give the name alone: two people with one name are never taken for one. */
import * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import type { Office } from '../../fixtures/office.ts';
import { acting } from '../database/act.ts';
import type { Stage } from './cast.ts';

const NAME = '同名 太郎';
/** What stands on the board where nothing but the name tells who an agent is. */
const UNTOLD = '登録番号・事務所の記載なし（氏名だけでは同じ人か分かりません）';
const named = (changes: object = {}) => ({
  name: NAME,
  office: '',
  qualification: '',
  registrationNumber: '',
  mandateEnclosed: true,
  ...changes,
});

/** By the name alone no case is another agent's, on the board, among duplicates and in the register; staff may say who it is. */
export async function namesakesKeptApart(office: Office, stage: Stage): Promise<void> {
  const desk = stage.cast.by('reception');
  const employee = stage.answers();
  const rows = async () =>
    (await office.sql`select distinct p.agent from postal_agents p join agents g on g.id = p.agent
      where g.name = ${NAME}`) as { agent: string }[];
  const filed: string[] = [];
  for (const index of [986, 987]) {
    const { employeeName, employeeNameKana, employeeBirthOn } = employee;
    const alike = { employeeName, employeeNameKana, employeeBirthOn };
    const answers = stage.answers({ ...alike, childBirthOn: '', employeeInsuredNumber: '' });
    const { id } = await journey.received(stage.cast, index, answers);
    await desk.call('intake.setAgent', { id, agent: named(), before: null });
    const own = () => office.sql`select agent from postal_agents where application = ${id}`;
    // The same case keeps its own row, however often its papers are looked at.
    const before = await own();
    await desk.call('intake.setAgent', { id, agent: named({ mandateEnclosed: false }), before: named() });
    await desk.call('intake.setAgent', { id, agent: named(), before: named({ mandateEnclosed: false }) });
    expect([...(await own())]).toEqual([...before]);
    // Nor does the register let one be joined to another by its name alone.
    for (const other of filed)
      await expect(
        acting(
          office.sql,
          { actor: office.accounts.reception?.id ?? '', duty: 'reception' },
          (trx) =>
            trx`update postal_agents set agent = (select agent from postal_agents where application = ${other})
                 where application = ${id}`,
        ),
      ).rejects.toThrow(/agent_by_name/u);
    await desk.call('case.register', { id, version: 0, revision: 1 });
    filed.push(id);
  }
  expect(await rows()).toHaveLength(2);
  const [one = '', two = ''] = filed;
  const sets = (await stage.cast.by('reviewer').call('case.workbench', { id: two })).duplicates;
  expect(sets.flatMap(({ agreed }) => agreed)).not.toContain('手続代行者');
  expect(sets.map(({ rule }) => rule)).not.toContain('agent');
  const manager = stage.cast.by('manager');
  const onBoard = async () =>
    (await manager.call('doubt.board', {})).agents.filter((agent) => agent.name === NAME);
  expect((await onBoard()).map((agent) => [agent.office, agent.cases])).toEqual([
    [UNTOLD, 1],
    [UNTOLD, 1],
  ]);
  for (const id of filed) expect((await manager.call('doubt.agentCases', { id })).total).toBe(1);
  // Rows that were joined before, by their name alone, are told apart all the same.
  const [row] = await office.sql`select agent from postal_agents where application = ${one}`;
  const [own] = await office.sql`select agent from postal_agents where application = ${two}`;
  const join = (agent: unknown) =>
    office.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update postal_agents set agent = ${String(agent)} where application = ${two}`;
    });
  await join(row?.['agent']);
  expect((await onBoard()).map((agent) => agent.cases)).toEqual([1, 1]);
  expect((await manager.call('doubt.agentCases', { id: two })).total).toBe(1);
  await join(own?.['agent']);
  // A person who knows more says so with the office or the number, and then it is one.
  for (const id of filed) {
    const reviewer = stage.cast.by('reviewer');
    const { version } = await reviewer.call('case.workbench', { id });
    await reviewer.call('case.staffFix', {
      id,
      version,
      reason: '委任状の事務所名と照合',
      changes: [],
      agent: named({ office: '同名社労士事務所' }),
    });
  }
  expect((await onBoard()).map((agent) => [agent.office, agent.cases])).toEqual([['同名社労士事務所', 2]]);
}
