/** 重複の組: which cases stand in one set, and by what, whatever the channel. */
import { signIn } from '@grant/scripts/seed/caller';
import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { namesakesKeptApart } from './agent-steps.ts';
import { setStage, type Stage } from './cast.ts';
import { nextPage, printedForm } from './page-steps.ts';
import {
  accountOfTheOthers,
  comparedByWhatAgrees,
  gatheredByOneAgent,
  judgedAsItReads,
  settledMeanwhile,
} from './rewritten-steps.ts';
import { casesOfAgent } from './signal-steps.ts';

let office: Office;
let stage: Stage;
beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
});
afterAll(() => office?.stop());

describe('三つ目の申請', () => {
  it('has a set of its own for what it shares with one of the two alone', async () => {
    const first = await stage.submitted();
    const phone = { employerPhone: first.answers.employerPhone ?? '' };
    const second = await stage.submitted(phone);
    const third = await stage.submitted({
      ...phone,
      employeeInsuredNumber: first.answers.employeeInsuredNumber ?? '',
      childBirthOn: first.answers.childBirthOn ?? '',
    });
    const sets = (await stage.cast.by('reviewer').call('case.workbench', { id: third.id })).duplicates.map(
      ({ rule, members }) => [rule, members.map(({ applicationId }) => applicationId).toSorted()],
    );
    expect(sets).toContainEqual(['employee_child', [first.id, third.id].toSorted()]);
    expect(sets).toContainEqual(['phone', [first.id, second.id, third.id].toSorted()]);
  });

  it('is not said to have the account that only the two others share', () => accountOfTheOthers(stage));
});

describe('判断の済んだ二つの申請', () => {
  const fix = async ({ id }: journey.Walk, key: string, value: string) => {
    const { version } = await stage.cast.by('reviewer').call('case.workbench', { id });
    const answer = await stage.client('reviewer').post(`/grants/cases/${id}/staff-fix`, {
      version,
      reason: '登記と照らして明らかな誤字',
      changes: [{ key, value }],
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  };

  it('are raised again by a correction that makes another number agree, not by the number that was judged', async () => {
    const first = await stage.submitted();
    const { employerPhone = '' } = first.answers;
    const second = await stage.submitted({ employerPhone });
    const states = async () =>
      (await stage.cast.by('reviewer').call('case.workbench', { id: second.id })).duplicates.map(
        ({ rule, state }) => `${rule} ${state}`,
      );
    const [set] = (await stage.cast.by('reviewer').call('case.workbench', { id: second.id })).duplicates;
    const members = [first, second].map(({ id }) => ({
      applicationId: id,
      verdict: 'different' as const,
      reason: '共同事務所の代表電話である。',
    }));
    const queue = () => stage.cast.by('approver').call('queue.list', { queue: 'duplicates' });
    expect((await queue()).lines.map(({ id }) => id)).toContain(second.id);
    await stage.cast
      .by('reviewer')
      .call('duplicate.resolve', { id: set?.id ?? '', seen: set?.digest ?? '', members });
    expect((await queue()).lines.map(({ id }) => id)).not.toContain(second.id);
    await fix(second, 'employerPhone', '028-699-0001');
    await fix(second, 'employerPhone', employerPhone);
    await expect(states()).resolves.toEqual(['phone different']);
    await fix(first, 'employerPhone', '028-699-0002');
    await fix(second, 'employerPhone', '028-699-0002');
    await expect(states()).resolves.toEqual(['phone different', 'phone open']);
  });
});

describe('先に出された申請', () => {
  const signalsOf = async ({ id }: journey.Walk) =>
    (await stage.cast.by('reviewer').call('case.workbench', { id })).signals.map(({ code, related }) => [
      code,
      ...related.map(({ applicationId }) => applicationId),
    ]);

  it('shows by itself what a later one of another employer shares with it, also on its way to payment', async () => {
    const first = await stage.submitted();
    await journey.payable(stage.cast, first);
    await expect(signalsOf(first)).resolves.toEqual([]);
    const { bankCode, branchCode, accountType, accountNumber } = first.answers;
    const second = await stage.submitted({ bankCode, branchCode, accountType, accountNumber });
    await expect(signalsOf(second)).resolves.toEqual([['shared_account', first.id]]);
    await expect.poll(() => signalsOf(first), { timeout: PATIENCE }).toEqual([['shared_account', second.id]]);
  });

  it('is found again by the names of its people however they are written', async () => {
    const first = await stage.submitted({
      representativeName: '髙橋 一郎',
      employeeNameKana: 'ワタナベ ジロウ',
    });
    const { employerAddress, employeeBirthOn, childBirthOn } = first.answers;
    const second = await stage.submitted({
      ...{ employerAddress, employeeBirthOn, childBirthOn },
      representativeName: '高橋一郎',
      employeeNameKana: 'ワタナベジロウ',
    });
    const found = await signalsOf(second);
    expect(found).toContainEqual(['split_company', first.id]);
    expect(found).toContainEqual(['child_elsewhere', first.id]);
    // Another name at the same address, another parent of a child of that day.
    const third = await stage.submitted({
      ...{ employerAddress, employeeBirthOn, childBirthOn },
      representativeName: '高橋二郎',
      employeeNameKana: 'ワタナベサブロウ',
    });
    await expect(signalsOf(third)).resolves.toEqual([]);
  });
});

describe('同じ手続代行者の申請', () => {
  it('for one employer stand in a set that names the agent among what agrees', async () => {
    const { agent: account } = office.accounts;
    if (account === undefined) throw new Error('no agent');
    const caller = await signIn(office.url, account);
    const cast: journey.Cast = {
      ...stage.cast,
      by: (name) => (name === 'agent' ? caller : stage.cast.by(name)),
    };
    const own = stage.answers({ employerName: '株式会社代行二重' });
    const { employerName = '', employerCorporateNumber = '' } = own;
    await journey.submitted(cast, 980, own, 'agent');
    const again = stage.answers({ employerName, employerCorporateNumber });
    const second = await journey.submitted(cast, 981, again, 'agent');
    const { duplicates } = await stage.cast.by('reviewer').call('case.workbench', { id: second.id });
    const [set] = duplicates;
    expect(set?.agreed).toContain('手続代行者');
    expect(set?.members.map((member) => member.columns['手続代行者'])).toEqual([
      expect.any(String),
      set?.members[0]?.columns['手続代行者'],
    ]);
    const [stored] = await office.sql<{ rules: string }[]>`
      select (select string_agg(m ->> 'rule', ',') from jsonb_array_elements(matches::jsonb) m) as rules
        from duplicate_sets where id = ${set?.id ?? ''}`;
    expect(stored?.rules.split(',')).toContain('agent');
  });

  it('by post are known by number and name, in the set, on the board and among the papers asked for', async () => {
    const desk = stage.cast.by('reception');
    const [known] = await office.sql<{ id: string; name: string; registration_number: string }[]>`
      select id, name, registration_number from agents where account = ${office.accounts.agent?.id ?? ''}`;
    if (known === undefined) throw new Error('the agent is not in the register');
    const wide = known.registration_number.replaceAll(/\d/gu, (digit) =>
      String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfe_e0),
    );
    const named = {
      name: known.name.replaceAll(/\s/gu, ''),
      office: '別の書き方の事務所',
      qualification: '社労士',
      registrationNumber: `第${wide}号`,
      mandateEnclosed: false,
    };
    const online = await office.sql<{ employer_name: string }[]>`
      select employer_name from applications where agent = ${office.accounts.agent?.id ?? ''} and state = 'submitted'`;
    const employerName = online[0]?.employer_name ?? '';
    const before = await stage.cast.by('manager').call('doubt.board', {});
    const posted = await journey.received(stage.cast, 982, stage.answers({ employerName }));
    const lacks = async () => {
      const { missingPapers } = await desk.call('application.check', { id: posted.id });
      return missingPapers.map(({ paper }) => paper).includes('mandate');
    };
    await expect(lacks()).resolves.toBe(false);
    const { agent } = await desk.call('intake.setAgent', { id: posted.id, agent: named, before: null });
    expect(agent).toMatchObject({ name: known.name, mandateEnclosed: false });
    await expect(lacks()).resolves.toBe(true);
    await desk.call('case.register', { id: posted.id, version: 0, revision: 1 });
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id: posted.id });
    expect(seen.case.agentName).toBe(known.name);
    expect(seen.duplicates.flatMap(({ agreed }) => agreed)).toContain('手続代行者');
    const missing = seen.judgement?.findings.filter(({ rule }) => rule === 'paper_missing') ?? [];
    expect(missing.map(({ facts }) => facts['paper'])).toContain('mandate');
    const after = await stage.cast.by('manager').call('doubt.board', {});
    const casesOf = ({ agents }: typeof after) => agents.find(({ name }) => name === known.name)?.cases ?? 0;
    expect(casesOf(after)).toBe(casesOf(before) + 1);
    // Typed wrongly, it is put right like a slip: by its own event, with a reason, at the version that was seen.
    const fix = (input: object) =>
      stage.client('reviewer').post(`/grants/cases/${posted.id}/staff-fix`, { changes: [], ...input });
    const other = { ...named, name: '正しい 花子', registrationNumber: '', mandateEnclosed: true };
    const { version } = await stage.cast.by('reviewer').call('case.workbench', { id: posted.id });
    const reason = '委任状の氏名と照合';
    expect((await fix({ version, reason: '', agent: other })).status).toBe(400);
    expect(refusalCode(await fix({ version: version - 1, reason, agent: other }))).toBe('STALE_VERSION');
    expect((await fix({ version, reason, agent: other })).status).toBe(200);
    expect(refusalCode(await fix({ version: version + 1, reason, agent: other }))).toBe('INVALID_INPUT');
    const mended = await stage.cast.by('reviewer').call('case.workbench', { id: posted.id });
    expect(mended.case).toMatchObject({ agentName: other.name, postalAgent: other });
    expect(mended.timeline.at(-1)).toMatchObject({ event: 'staff_fix', reason });
    expect(mended.fixes.at(-1)).toMatchObject({ label: '手続代行者', reason });
    expect(mended.fixes.at(-1)?.oldValue).toContain(known.name);
    expect(mended.judgement?.findings.some(({ facts }) => facts['paper'] === 'mandate')).toBe(true);
    expect(casesOf(await stage.cast.by('manager').call('doubt.board', {}))).toBe(casesOf(before));
    // Otherwise it is as fixed as the answers from the registration on, by every door.
    const late = await stage
      .client('reception')
      .post(`/grants/intake/${posted.id}/agent`, { agent: null, before: other });
    expect(late.status).toBe(422);
    await expect(
      office.sql`delete from postal_agents where application = ${posted.id}`.execute(),
    ).rejects.toThrow(/content_locked/u);
  });

  it('by post of one whom the register does not know are one agent with a row of its own', async () => {
    const desk = stage.cast.by('reception');
    const named = {
      name: '郵送 太郎',
      office: '郵送社労士事務所',
      qualification: '社会保険労務士',
      registrationNumber: '',
      mandateEnclosed: true,
    };
    const agents = () => office.sql`select id, practice, account from agents where office = ${named.office}`;
    // The agent answers for both employers: its own number and mail are no sign of suspicion between them.
    const reached = { contactPhone: '0287000983', contactEmail: 'desk@yubin-sr.example' };
    const shared = async (id: string) =>
      (await stage.cast.by('reviewer').call('case.workbench', { id })).signals
        .map(({ code }) => code)
        .filter((code) => code.startsWith('shared_'))
        .toSorted();
    for (const [index, name] of [
      [983, '郵送 太郎'],
      [984, '郵送　太郎'],
    ] as const) {
      const walk = await journey.received(stage.cast, index, stage.answers(reached));
      await desk.call('intake.setAgent', { id: walk.id, agent: { ...named, name }, before: null });
      await desk.call('case.register', { id: walk.id, version: 0, revision: 1 });
      await expect(shared(walk.id)).resolves.toEqual([]);
    }
    await expect(agents()).resolves.toMatchObject([{ practice: true, account: null }]);
    await casesOfAgent(office, stage, named.office, { cases: 2, employers: 2 });
    // Nothing else agrees but the agent and the employee, of whose child the paper says nothing.
    const [filed] = await office.sql<{ employee_name: string; employee_name_kana: string; born: string }[]>`
      select a.employee_name, a.employee_name_kana, a.employee_birth_on::text as born from applications a
        join postal_agents p on p.application = a.id order by a.submitted_at desc limit 1`;
    const again = stage.answers({
      employeeName: filed?.employee_name ?? '',
      employeeNameKana: filed?.employee_name_kana ?? '',
      employeeBirthOn: filed?.born ?? '',
      childBirthOn: '',
      employeeInsuredNumber: '',
    });
    const third = await journey.received(stage.cast, 985, again);
    await desk.call('intake.setAgent', { id: third.id, agent: named, before: null });
    await desk.call('case.register', { id: third.id, version: 0, revision: 1 });
    const { duplicates } = await stage.cast.by('reviewer').call('case.workbench', { id: third.id });
    expect(duplicates.map(({ agreed }) => agreed)).toEqual([expect.arrayContaining(['手続代行者'])]);
    const online = await stage.submitted(reached);
    await expect(shared(online.id)).resolves.toEqual(['shared_mail_domain', 'shared_phone']);
    const refused = await stage
      .client('reception')
      .post(`/grants/intake/${online.id}/agent`, { agent: named, before: null });
    expect(refused.status).toBe(422);
  });
});

describe('氏名だけの手続代行者', () => {
  it('is nobody else of the same name, until a person says who it is', () =>
    namesakesKeptApart(office, stage));
});

describe('よく似た頁', () => {
  it('is found between two cases, and is a printed form once many hold it', () => printedForm(office, stage));
  it('raises two cases again that were judged for another page', () => nextPage(office, stage));
});

describe('開いている組', () => {
  it('is judged as it reads now, by nobody whose screen said less', () => judgedAsItReads(stage));
  it('keeps no filing out that comes while it is settled', () => settledMeanwhile(office, stage));
  it('shows every answer on which it rests', () => comparedByWhatAgrees(stage));
});

describe('代行者への集中', () => {
  it('is a sign in every undecided case of the agent, as it is now', () => gatheredByOneAgent(office, stage));
});
