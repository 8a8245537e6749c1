import { randomUUID } from 'node:crypto';
import * as journey from '@grant/scripts/seed/journey';
import { answersSchema } from '@grant/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from '../cases/cast.ts';

let office: Office;
let stage: Stage;
let applicant: Client;
let other: Client;

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  applicant = stage.client('applicant');
  other = stage.client('applicant2');
});
afterAll(() => office?.stop());

interface Made {
  readonly data: { readonly id: string; readonly revision: number };
}

async function draft(client: Client = applicant): Promise<Made['data']> {
  const answer = await client.post('/grants/applications', { idempotencyKey: randomUUID() });
  expect(answer.status).toBe(200);
  return (answer.body as Made).data;
}

function save(client: Client, id: string, revision: number, answers: unknown) {
  return client.post(`/grants/applications/${id}/save`, { revision, answers });
}

describe('下書き', () => {
  it('starts once for one key', async () => {
    const idempotencyKey = randomUUID();
    const [one, two] = await Promise.all([
      stage.cast.by('applicant').call('application.start', { idempotencyKey }),
      stage.cast
        .by('applicant')
        .call('application.start', { idempotencyKey })
        .catch(() => null),
    ]);
    const again = await stage.cast.by('applicant').call('application.start', { idempotencyKey });
    expect(again.id).toBe(one.id);
    expect(two === null || two.id === one.id).toBe(true);
  });

  it('refuses a save on an older revision and gives back what the server has', async () => {
    const { id, revision } = await draft();
    expect((await save(applicant, id, revision, { employerName: '先の保存' })).status).toBe(200);
    const late = await save(applicant, id, revision, { employerName: '後の保存' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      errors: [
        {
          extensions: {
            code: 'STALE_VERSION',
            facts: { revision: 1, answers: { employerName: '先の保存' } },
          },
        },
      ],
    });
  });

  it('does not store a マイナンバー', async () => {
    const { id, revision } = await draft();
    const answer = await save(applicant, id, revision, { informationMethod: '番号は123456789018です' });
    expect(refusalCode(answer)).toBe('INVALID_INPUT');
    const [row] = await office.sql`select answers::text as stored from drafts where application = ${id}`;
    expect(String(row?.['stored'])).not.toContain('123456789018');
  });

  it('is nobody else’s: reading, saving, attaching and submitting say it does not exist', async () => {
    const { id, revision } = await draft();
    const answers = [
      await other.get(`/grants/applications/${id}`),
      await save(other, id, revision, { employerName: '他人' }),
      await other.post(`/grants/applications/${id}/submit`, { revision, idempotencyKey: randomUUID() }),
      await other.post(`/grants/applications/${id}/withdraw`, { version: 0, reason: '他人' }),
    ];
    expect(answers.map(refusalCode)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    const missing = await other.get(`/grants/applications/${randomUUID()}`);
    expect(missing.body).toEqual((answers[0] as { body: unknown }).body);
  });

  it('is closed to whoever is not signed in', async () => {
    expect(refusalCode(await office.anonymous.get('/grants/applications'))).toBe('UNAUTHENTICATED');
    expect(
      refusalCode(await office.anonymous.post('/grants/applications', { idempotencyKey: randomUUID() })),
    ).toBe('UNAUTHENTICATED');
  });
});

describe('添付', () => {
  async function attach(id: string, bytes: Uint8Array<ArrayBuffer>, name: string, type = 'application/pdf') {
    const form = new FormData();
    form.set('paper', 'passbook');
    form.set('file', new Blob([bytes], { type }), name);
    return applicant.upload(`/grants/applications/${id}/attachments`, form);
  }

  it('is told by its content, not by its name', async () => {
    const { id } = await draft();
    const html = new TextEncoder().encode('<html><script>alert(1)</script></html>');
    expect(refusalCode(await attach(id, html, '通帳.pdf'))).toBe('FILE_TYPE_REFUSED');
    const files = await office.sql`select count(*)::int as count from attachments where application = ${id}`;
    expect(files[0]?.['count']).toBe(0);
  });

  it('is refused above the limit', async () => {
    const { id } = await draft();
    const large = new Uint8Array(21 * 1024 * 1024);
    large.set(new TextEncoder().encode('%PDF-1.4\n'));
    expect(refusalCode(await attach(id, large, '大きい.pdf'))).toBe('FILE_TOO_LARGE');
  });
});

describe('提出', () => {
  it('lists what is missing', async () => {
    const { id, revision } = await draft();
    const answer = await applicant.post(`/grants/applications/${id}/submit`, {
      revision,
      idempotencyKey: randomUUID(),
    });
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    const facts = (
      answer.body as { errors: { extensions: { facts: { missing: unknown[]; missingPapers: unknown[] } } }[] }
    ).errors[0]?.extensions.facts;
    expect(facts?.missing.length).toBeGreaterThan(20);
    expect(facts?.missingPapers.length).toBeGreaterThan(5);
  });

  it('names a branch that the master of banks does not know, and files nothing', async () => {
    const walk = await journey.draft(stage.cast, 901, { ...stage.answers(), branchCode: '999' });
    const { missing, missingPapers } = await stage.cast
      .by('applicant')
      .call('application.check', { id: walk.id });
    expect(missing.map(({ key }) => key)).toEqual(['branchCode']);
    for (const { paper } of missingPapers) await journey.attach(stage.cast, walk, paper);
    const { revision } = await stage.cast.by('applicant').call('application.show', { id: walk.id });
    const answer = await applicant.post(`/grants/applications/${walk.id}/submit`, {
      revision,
      idempotencyKey: randomUUID(),
    });
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    expect(JSON.stringify(answer.body)).toContain('一覧にありません');
    const accounts = await office.sql`select from bank_accounts where application = ${walk.id}`;
    expect(accounts).toHaveLength(0);
  });

  it('makes one application of a double click, a retry and a second tab', async () => {
    const answers = stage.answers();
    const walk = await journey.draft(stage.cast, 900, answers);
    const { missingPapers } = await stage.cast.by('applicant').call('application.check', { id: walk.id });
    for (const { paper } of missingPapers) await journey.attach(stage.cast, walk, paper);
    const { revision } = await stage.cast.by('applicant').call('application.show', { id: walk.id });
    const idempotencyKey = randomUUID();
    const path = `/grants/applications/${walk.id}/submit`;
    const [first, second, third] = await Promise.all([
      applicant.post(path, { revision, idempotencyKey }),
      applicant.post(path, { revision, idempotencyKey }),
      applicant.post(path, { revision, idempotencyKey }),
    ]);
    expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
    expect(first.body).toEqual(second.body);
    expect(first.body).toEqual(third.body);
    const tab = await applicant.post(path, { revision, idempotencyKey: randomUUID() });
    expect(refusalCode(tab)).toBe('ALREADY_SUBMITTED');
    const events = await office.sql`
      select count(*)::int as count from case_events where application = ${walk.id} and event = 'submit'`;
    expect(events[0]?.['count']).toBe(1);
  });

  it('is refused outside the reception period', async () => {
    const { id } = await draft();
    await save(applicant, id, 0, answersSchema.parse(stage.answers()));
    await office.sql`update programmes set emergency_closed = true`;
    try {
      const started = await applicant.post('/grants/applications', { idempotencyKey: randomUUID() });
      expect(refusalCode(started)).toBe('UNAVAILABLE');
      // Not that it is not the time for it, which would be untrue.
      const sent = { revision: 1, idempotencyKey: randomUUID() };
      const filed = await applicant.post(`/grants/applications/${id}/submit`, sent);
      expect(refusalCode(filed)).toBe('UNAVAILABLE');
    } finally {
      await office.sql`update programmes set emergency_closed = false`;
    }
  });

  it('finds the same employer and the same employee in another case', async () => {
    const first = await stage.submitted();
    const again = await stage.submitted({
      employerCorporateNumber: first.answers.employerCorporateNumber,
      employeeInsuredNumber: first.answers.employeeInsuredNumber,
    });
    const seen = await stage.cast.by('reviewer').call('case.workbench', { id: again.id });
    expect(seen.duplicates).toHaveLength(1);
    expect(seen.duplicates[0]).toMatchObject({ rule: 'corporate_number', strength: 'exact', state: 'open' });
    expect(seen.duplicates[0]?.members.map((member) => member.applicationId)).toContain(first.id);
  });

  it('are found again under slips in every number, and a neighbour is not', async () => {
    const first = await stage.submitted();
    // The last two digits change places; nothing agrees exactly any more.
    const slipped = (key: 'employerPhone' | 'insuranceOfficeNumber' | 'employeeInsuredNumber'): string => {
      const digits = [...(first.answers[key] ?? '')].filter((character) => character !== '-');
      const [last = '', before = ''] = [digits.pop(), digits.pop()];
      return [
        ...digits,
        ...(last === before ? [before, String((Number(last) + 1) % 10)] : [last, before]),
      ].join('');
    };
    const again = await stage.submitted({
      employerName: first.answers.employerName?.replace('株式会社', '（株）'),
      employerNameKana: first.answers.employerNameKana,
      employerAddress: `${first.answers.employerAddress ?? ''}1`,
      representativeName: first.answers.representativeName,
      employerPhone: slipped('employerPhone'),
      insuranceOfficeNumber: slipped('insuranceOfficeNumber'),
      contactEmail: 'another@example.jp',
    });
    const reviewer = stage.cast.by('reviewer');
    const seen = await reviewer.call('case.workbench', { id: again.id });
    const members = seen.duplicates.filter((set) =>
      set.members.some((one) => one.applicationId === first.id),
    );
    expect(members.map(({ rule, strength }) => [rule, strength])).toEqual([['similar_employer', 'likely']]);

    const sameMan = await stage.submitted({
      employeeName: first.answers.employeeName,
      employeeNameKana: first.answers.employeeNameKana,
      employeeBirthOn: first.answers.employeeBirthOn,
      childBirthOn: first.answers.childBirthOn,
      employeeInsuredNumber: slipped('employeeInsuredNumber'),
      contactEmail: 'third@example.jp',
    });
    const found = (await reviewer.call('case.workbench', { id: sameMan.id })).duplicates;
    expect(found.map((set) => set.rule)).toContain('similar_employee');
  });
});
