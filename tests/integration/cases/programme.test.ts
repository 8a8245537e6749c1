import * as journey from '@grant/scripts/seed/journey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Answer, type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { setStage, type Stage } from './cast.ts';

let office: Office;
let stage: Stage;
let manager: Client;
let judged: journey.Walk;

const row = z.object({ data: z.record(z.string(), z.unknown()) });
const refusal = z.object({ errors: z.array(z.object({ message: z.string() })) });

beforeAll(async () => {
  office = await startOffice();
  stage = await setStage(office);
  manager = stage.client('manager');
  judged = await stage.submitted();
});
afterAll(() => office?.stop());

/** What a version has for itself. */
const OWN = [
  'id',
  'version',
  'status',
  'published_at',
  'note',
  'base_amount',
  'date_created',
  'date_updated',
];

function dataOf(answer: Answer): Record<string, unknown> {
  return row.parse(answer.body).data;
}

function sentenceOf(answer: Answer): string {
  return refusal.parse(answer.body).errors[0]?.message ?? '';
}

async function current(): Promise<{ id: string; programme: string }> {
  const [found] = await office.sql<{ id: string; programme: string }[]>`
    select current_version as id, id as programme from programmes where practice`;
  if (found === undefined) throw new Error('no programme');
  return found;
}

/** What the admin app sends for コピーとして保存: everything it read of the item but its key. */
async function copy(changes: Record<string, unknown> = {}): Promise<Answer> {
  const { id } = await current();
  const read = dataOf(await manager.get(`/items/programme_versions/${id}`));
  const rest = Object.fromEntries(Object.entries(read).filter(([key]) => key !== 'id'));
  return manager.post('/items/programme_versions', { ...rest, ...changes });
}

function patch(id: unknown, changes: Record<string, unknown>): Promise<Answer> {
  return manager.patch(`/items/programme_versions/${String(id)}`, changes);
}

async function amountsOf(walk: journey.Walk): Promise<Record<string, unknown> | undefined> {
  const [found] = await office.sql<Record<string, unknown>[]>`
    select a.amount_base::int as base, v.version from applications a
      join programme_versions v on v.id = a.programme_version where a.id = ${walk.id}`;
  return found === undefined ? undefined : { ...found };
}

describe('事業の設定の版', () => {
  it('is copied to a draft with the next number, changed, published and made current by the manager', async () => {
    const made = await copy({ base_amount: 250_000, note: '支給額の改定' });
    expect(made.status).toBe(200);
    const draft = dataOf(made);
    expect(draft).toMatchObject({ status: 'draft', version: 2, published_at: null, base_amount: 250_000 });
    const { programme } = await current();
    const early = await manager.patch(`/items/programmes/${programme}`, { current_version: draft['id'] });
    expect(sentenceOf(early)).toContain('公開した版だけ');
    const published = dataOf(await patch(draft['id'], { status: 'published' }));
    expect(published['status']).toBe('published');
    expect(published['published_at']).not.toBeNull();
    const chosen = await manager.patch(`/items/programmes/${programme}`, { current_version: draft['id'] });
    expect(chosen.status).toBe(200);
    expect((await current()).id).toBe(draft['id']);
  });

  it('begins with the figures in force where the form leaves them empty', async () => {
    const { id, programme } = await current();
    const before = dataOf(await manager.get(`/items/programme_versions/${id}`));
    const made = await manager.post('/items/programme_versions', { programme, base_amount: 240_000 });
    expect(made.status).toBe(200);
    const draft = dataOf(made);
    expect(draft).toMatchObject({ status: 'draft', version: 3, base_amount: 240_000 });
    const figures = (row: Record<string, unknown>): unknown =>
      Object.fromEntries(Object.entries(row).filter(([key]) => !OWN.includes(key)));
    expect(figures(draft)).toEqual(figures(before));
    expect((await office.admin.delete(`/items/programme_versions/${String(draft['id'])}`)).status).toBe(204);
  });

  it('judges new cases, and leaves those already judged as they are', async () => {
    const fresh = await stage.submitted();
    expect(await amountsOf(fresh)).toEqual({ base: 250_000, version: 2 });
    expect(await amountsOf(judged)).toEqual({ base: 200_000, version: 1 });
    await journey.correctionAnswered(stage.cast, judged);
    expect(await amountsOf(judged)).toEqual({ base: 200_000, version: 1 });
    const programme = await office.anonymous.get('/grants/programme');
    expect(dataOf(programme)).toMatchObject({ version: 2, figures: { baseAmount: 250_000 } });
  });

  it('does not change once it is published, by any door', async () => {
    const { id } = await current();
    const answer = await patch(id, { base_amount: 1 });
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    expect(sentenceOf(answer)).toContain('公開した版は変更できません');
    expect(refusalCode(await patch(id, { status: 'draft' }))).toBe('GUARD_FAILED');
    const byAdmin = await office.admin.patch(`/items/programme_versions/${id}`, { base_amount: 1 });
    expect(refusalCode(byAdmin)).toBe('GUARD_FAILED');
    const gone = await office.admin.delete(`/items/programme_versions/${id}`);
    expect(refusalCode(gone)).toBe('GUARD_FAILED');
    await expect(
      office.sql`update programme_versions set base_amount = 1 where id = ${id}`,
    ).rejects.toMatchObject({ constraint_name: 'grant_version_published' });
    await expect(office.sql`delete from programme_versions where id = ${id}`).rejects.toThrow();
    const [kept] = await office.sql`select base_amount::int as base from programme_versions where id = ${id}`;
    expect(kept?.['base']).toBe(250_000);
  });

  it('is refused with a sentence when its dates are out of order', async () => {
    const made = dataOf(await copy());
    const answer = await patch(made['id'], { reception_closes_on: '2026-04-30' });
    expect(sentenceOf(answer)).toContain('受付開始日は受付終了日以前の日にしてください。');
    expect(sentenceOf(answer)).toContain('「受付終了日」');
    const copied = await copy({ return_by: '2026-03-31' });
    expect(sentenceOf(copied)).toContain('復帰の期限は休業開始の基準日以後の日にしてください。');
  });

  it('is not published while a table is missing or a figure is empty', async () => {
    const made = dataOf(await copy());
    expect((await patch(made['id'], { sme_limits: null })).status).toBe(200);
    const answer = await patch(made['id'], { status: 'published' });
    expect(sentenceOf(answer)).toContain('「規模の上限の表」');
    const partial = await patch(made['id'], { sme_limits: { koyou: [], kihonho: [] } });
    expect(sentenceOf(partial)).toContain('規模の上限の表');
    const [kept] = await office.sql`select status from programme_versions where id = ${String(made['id'])}`;
    expect(kept?.['status']).toBe('draft');
  });

  it('may be published with an empty text of 教示', async () => {
    const made = dataOf(await copy({ letter_appeal_text: null }));
    expect((await patch(made['id'], { status: 'published' })).status).toBe(200);
    const { programme } = await current();
    await manager.patch(`/items/programmes/${programme}`, { current_version: made['id'] });
    expect((await office.anonymous.get('/grants/programme')).status).toBe(200);
  });

  it('keeps one leave filed twice out at receipt when it says so, and only marks it where the papers have come', async () => {
    const choose = async (rule: string) => {
      const made = dataOf(await copy({ exact_duplicates: rule }));
      expect((await patch(made['id'], { status: 'published' })).status).toBe(200);
      const { programme } = await current();
      await manager.patch(`/items/programmes/${programme}`, { current_version: made['id'] });
    };
    await choose('receipt');
    const first = await stage.submitted();
    const { employerCorporateNumber, employeeInsuredNumber, childBirthOn } = first.answers;
    const given = { employerCorporateNumber, employeeInsuredNumber, childBirthOn };
    const same = stage.answers(
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    );
    await expect(journey.submitted(stage.cast, 970, same)).rejects.toThrow(
      '同じ事業主の同じ従業員と子についての申請を、すでに受け付けています。',
    );
    // Nothing typed is lost: the draft stands as it was.
    const [kept] = await office.sql`
      select a.state, d.answers ->> 'employeeInsuredNumber' as number from applications a
        join drafts d on d.application = a.id where d.answers ->> 'contactEmail' = ${same.contactEmail ?? ''}`;
    expect(kept).toEqual({ state: 'draft', number: employeeInsuredNumber });
    const byPost = await journey.received(stage.cast, 971, same);
    await stage.cast.by('reception').call('case.register', { id: byPost.id, version: 0, revision: 1 });
    const { duplicates } = await stage.cast.by('reviewer').call('case.workbench', { id: byPost.id });
    expect(duplicates.map(({ state, strength }) => [state, strength])).toEqual([['open', 'exact']]);
    // Another child is another leave.
    await stage.submitted({
      ...same,
      childBirthOn: '2026-04-01',
      contactEmail: 'other-child@firm.example.jp',
    });
    await choose('decision');
    await journey.submitted(stage.cast, 972, { ...same, contactEmail: 'again@firm.example.jp' });
  });

  it('is changed by the manager alone', async () => {
    const { id, programme } = await current();
    for (const name of ['reviewer', 'approver', 'clerk', 'applicant'] as const) {
      const client = stage.client(name);
      expect((await client.post('/items/programme_versions', { programme, base_amount: 1 })).status).toBe(
        403,
      );
      expect((await client.patch(`/items/programmes/${programme}`, { current_version: id })).status).toBe(
        403,
      );
    }
  });

  it('belongs to its own programme', async () => {
    const other = dataOf(
      await office.admin.post('/items/programmes', {
        code: 'other',
        name: '別の事業',
        fiscal_year: 2027,
        practice: false,
      }),
    );
    const { id } = await current();
    const answer = await manager.patch(`/items/programmes/${String(other['id'])}`, { current_version: id });
    expect(sentenceOf(answer)).toContain('公開した版だけ');
    await expect(
      office.sql`update programmes set current_version = ${id} where id = ${String(other['id'])}`,
    ).rejects.toMatchObject({ constraint_name: 'grant_version_draft' });
  });
});

describe('同じ申請, taken in as the figures say', () => {
  const workbench = (walk: journey.Walk) => stage.cast.by('reviewer').call('case.workbench', { id: walk.id });
  const post = async (name: 'reviewer' | 'approver', walk: journey.Walk, path: string, input: object) =>
    stage
      .client(name)
      .post(`/grants/cases/${walk.id}/${path}`, { version: await stage.version(walk), ...input });

  it('is decided only after a person has judged both, even if the set was lost', async () => {
    const first = await stage.submitted();
    const { employerCorporateNumber, employeeInsuredNumber, childBirthOn } = first.answers;
    const given = { employerCorporateNumber, employeeInsuredNumber, childBirthOn };
    const second = await stage.submitted(
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    );
    const open = async () =>
      (await workbench(second)).duplicates.filter((set) => set.state === 'open').map((set) => set.strength);
    await expect(open()).resolves.toEqual(['exact']);
    await journey.inReview(stage.cast, second);
    const recommend = await post('reviewer', second, 'recommend', { recommendation: 'grant', note: '確認' });
    expect(refusalCode(recommend)).toBe('GUARD_FAILED');
    expect(JSON.stringify(recommend.body)).toContain('重複の確認を終えてください');
    await journey.reviewed(stage.cast, second);
    // The look at the papers compares once more by itself: what is taken away before it is there again.
    await expect
      .poll(
        () =>
          office.sql`select 1 from pgboss.job where name = 'paperPrints' and state in ('created', 'retry', 'active')`,
        { timeout: 120_000 },
      )
      .toHaveLength(0);
    // As if nobody had ever compared the two: what the office would do to itself by an import past the product.
    await office.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`delete from duplicate_members where application = ${second.id}`;
    });
    const amount = (await workbench(second)).judgement?.amount?.total ?? 0;
    const granted = await post('approver', second, 'grant', { amount });
    expect(refusalCode(granted)).toBe('GUARD_FAILED');
    expect(JSON.stringify(granted.body)).toContain('まだ照合していません');
    const returned = await post('approver', second, 'return-to-review', { reason: '重複を確かめること。' });
    expect(returned.status).toBe(200);
    await expect(open()).resolves.toEqual(['exact']);
  });
});
