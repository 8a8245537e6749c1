import { ensureProgramme } from '@grant/scripts/seed/programme';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Answer, type Client, type Office, refusalCode, startOffice } from '../../fixtures/office.ts';
import { saidOnce } from './opinion-steps.ts';

let office: Office;
let reception: Client;
let manager: Client;
let official: Client;

beforeAll(async () => {
  office = await startOffice();
  await ensureProgramme(office.sql, true);
  [reception, manager, official] = await Promise.all([
    office.signIn('reception'),
    office.signIn('manager'),
    office.signIn('official'),
  ]);
});
afterAll(() => office?.stop());

const listed = z.object({
  data: z.object({
    faqs: z.array(z.looseObject({ id: z.string(), question: z.string(), answer: z.string() })),
  }),
});
const shownToStaff = z.object({
  data: z.looseObject({
    state: z.string(),
    version: z.number(),
    published: z.looseObject({
      version: z.number(),
      answer: z.string(),
      retiredAt: z.string().nullable(),
    }),
  }),
});
const text = { category: 'papers', question: '写真でもよいですか。', answer: '写真でも構いません。' };

/** What staff create they may not always read back, so the id is looked up. */
async function write(changes: Record<string, unknown> = {}): Promise<string> {
  const question = `${text.question}${randomUUID()}`;
  await reception.post('/items/faqs', { ...text, question, state: 'in_review', ...changes });
  const [row] = await office.sql<{ id: string }[]>`select id from faqs where question = ${question}`;
  if (row === undefined) throw new Error('no question was made');
  return row.id;
}

const review = (faq: string, verdict: string, version = 1): Promise<Answer> =>
  official.post('/items/faq_reviews', { faq, version, verdict });

const move = (client: Client, faq: string, state: string): Promise<Answer> =>
  client.patch(`/items/faqs/${faq}`, { state });

async function stateOf(faq: string): Promise<{ state: string; version: number }> {
  const [row] = await office.sql<{ state: string; version: number }[]>`
    select state, version from faqs where id = ${faq}`;
  if (row === undefined) throw new Error('gone');
  return { ...row };
}

/** A text that is on the site. */
async function publish(): Promise<string> {
  const faq = await write();
  await review(faq, 'approved');
  await move(official, faq, 'approved');
  await move(manager, faq, 'published');
  return faq;
}

/** The way of the screen. */
const step = async (client: Client, faq: string, version: number, to: string): Promise<Answer> =>
  client.post(`/grants/desk/faqs/${faq}/move`, { version, from: (await stateOf(faq)).state, to });

/** State and version of the text in hand, then version and words of what is on the site. */
function desk(answer: Answer): unknown[] {
  const { state, version, published } = shownToStaff.parse(answer.body).data;
  expect(published.retiredAt).toBeNull();
  return [state, version, published.version, published.answer];
}

const history = (faq: string): Promise<{ version: number; retired: boolean }[]> => office.sql`
  select version, retired_at is not null as retired from faq_publications where faq = ${faq} order by version`;

async function publicFaqs(): Promise<z.output<typeof listed>['data']['faqs']> {
  return listed.parse((await office.anonymous.get('/grants/faqs')).body).data.faqs;
}
const shown = async (): Promise<string[]> => (await publicFaqs()).map((one) => one.question);

describe('よくある質問の公開', () => {
  it('goes by way of an official who approved the words as they stand', async () => {
    const faq = await write();
    expect(await shown()).toEqual([]);
    expect((await review(faq, 'approved')).status).toBeLessThan(300);
    expect((await move(official, faq, 'approved')).status).toBeLessThan(300);
    expect((await move(manager, faq, 'published')).status).toBeLessThan(300);
    expect(await shown()).toHaveLength(1);
    const [kept] = await office.sql`select published_at from faqs where id = ${faq}`;
    expect(kept?.['published_at']).not.toBeNull();
    await move(manager, faq, 'retired');
    expect(await shown()).toEqual([]);
  });

  it('is read by an official from the moment it is asked for, not while it holds the words of a caller', async () => {
    const faq = await write({ state: 'draft' });
    const read = async () => [
      (await official.get(`/items/faqs/${faq}`)).status,
      (await official.get(`/grants/desk/faqs/${faq}`)).status,
    ];
    await expect(read()).resolves.toEqual([403, 404]);
    await move(reception, faq, 'in_review');
    await expect(read()).resolves.toEqual([200, 200]);
  });

  it('is refused without approval, by every door', async () => {
    const faq = await write();
    expect(refusalCode(await move(official, faq, 'approved'))).toBe('GUARD_FAILED');
    const byAdmin = await office.admin.patch(`/items/faqs/${faq}`, { state: 'published' });
    expect(refusalCode(byAdmin)).toBe('GUARD_FAILED');
    expect(JSON.stringify(byAdmin.body)).toContain('県の承認がありません');
    const born = await office.admin.post('/items/faqs', { ...text, state: 'published' });
    expect(refusalCode(born)).toBe('GUARD_FAILED');
    await expect(office.sql`update faqs set state = 'published' where id = ${faq}`).rejects.toMatchObject({
      constraint_name: 'grant_faq_unapproved',
    });
    const row = { id: randomUUID(), ...text, state: 'approved' };
    await expect(office.sql`insert into faqs ${office.sql(row)}`).rejects.toMatchObject({
      constraint_name: 'grant_faq_unapproved',
    });
    expect(await shown()).toEqual([]);
  });

  it('takes an approval from an official alone, on the version shown, and never changes it', async () => {
    const faq = await write();
    const forged = await office.admin.post('/items/faq_reviews', { faq, version: 1, verdict: 'approved' });
    expect(refusalCode(forged)).toBe('GUARD_FAILED');
    expect(
      (await reception.post('/items/faq_reviews', { faq, version: 1, verdict: 'approved' })).status,
    ).toBe(403);
    expect(refusalCode(await review(faq, 'approved', 2))).toBe('GUARD_FAILED');
    await review(faq, 'approved');
    await expect(office.sql`update faq_reviews set verdict = 'revise' where faq = ${faq}`).rejects.toThrow();
    await expect(office.sql`delete from faq_reviews where faq = ${faq}`).rejects.toThrow();
  });

  it('asks anew after the words have changed, and after a later 修正依頼', async () => {
    const faq = await write();
    await review(faq, 'approved');
    await reception.patch(`/items/faqs/${faq}`, { answer: '写真は使えません。' });
    expect(await stateOf(faq)).toEqual({ state: 'in_review', version: 2 });
    expect(refusalCode(await move(official, faq, 'approved'))).toBe('GUARD_FAILED');
    await review(faq, 'approved', 2);
    await review(faq, 'revise', 2);
    expect(refusalCode(await move(official, faq, 'approved'))).toBe('GUARD_FAILED');
    await review(faq, 'approved', 2);
    await move(official, faq, 'approved');
    expect((await stateOf(faq)).state).toBe('approved');
  });

  it('approves no words that were rewritten or taken back while an official read them', async () => {
    const rewritten = await write();
    await reception.patch(`/items/faqs/${rewritten}`, { answer: '写真は使えません。' });
    const takenBack = await write();
    await move(reception, takenBack, 'draft');
    await reception.patch(`/items/faqs/${takenBack}`, { answer: '写真は使えません。' });
    await move(reception, takenBack, 'in_review');
    for (const faq of [rewritten, takenBack]) {
      expect(refusalCode(await review(faq, 'approved', 1))).toBe('GUARD_FAILED');
      expect(await stateOf(faq)).toEqual({ state: 'in_review', version: 2 });
      expect((await review(faq, 'approved', 2)).status).toBeLessThan(300);
    }
  });

  it('keeps approved words as they are until they are drafted again', async () => {
    const faq = await publish();
    const answer = await office.admin.patch(`/items/faqs/${faq}`, { answer: '別の答え' });
    expect(refusalCode(answer)).toBe('GUARD_FAILED');
    expect((await move(manager, faq, 'draft')).status).toBeLessThan(300);
    await reception.patch(`/items/faqs/${faq}`, { answer: '別の答え' });
    expect(await stateOf(faq)).toEqual({ state: 'draft', version: 2 });
    await step(manager, faq, 2, 'retired');
    expect(await shown()).toEqual([]);
  });

  it('stays on the site as it was published while it is revised, until the revision is published', async () => {
    const faq = await publish();
    const answers = async () => (await publicFaqs()).filter(({ id }) => id === faq).map((one) => one.answer);
    expect(desk(await step(reception, faq, 1, 'draft'))).toEqual(['draft', 2, 1, text.answer]);
    await reception.patch(`/items/faqs/${faq}`, { answer: '写真は使えません。', category: 'other' });
    expect(await answers()).toEqual([text.answer]);
    await step(reception, faq, 2, 'in_review');
    await saidOnce(office, official, faq, 2);
    const approval = { version: 2, verdict: 'approved' };
    const approved = await official.post(`/grants/desk/faqs/${faq}/review`, approval);
    expect(desk(approved)).toEqual(['approved', 2, 1, text.answer]);
    expect(await answers()).toEqual([text.answer]);
    await step(manager, faq, 2, 'published');
    expect(await answers()).toEqual(['写真は使えません。']);
    expect(await history(faq)).toEqual([
      { version: 1, retired: true },
      { version: 2, retired: false },
    ]);
    await step(manager, faq, 2, 'retired');
  });

  it('goes on as it was when its revision is dropped, and takes no word said of that revision for a later one', async () => {
    const faq = await publish();
    const drop = (who: Client, version: number): Promise<Answer> => step(who, faq, version, 'published');
    await step(reception, faq, 1, 'draft');
    const revision = { answer: '取りやめる文', basis: '第9条', category: 'other' };
    await reception.patch(`/items/faqs/${faq}`, revision);
    const seen = await official.get(`/grants/desk/faqs/${faq}`);
    expect(desk(seen)).toEqual(['draft', 2, 1, text.answer]);
    expect(JSON.stringify(seen.body)).not.toMatch(/取りやめる文|第9条/u);
    const [before] = await office.sql`select review_on, published_at from faqs where id = ${faq}`;
    expect(refusalCode(await drop(official, 2))).toBe('FORBIDDEN');
    expect(desk(await drop(reception, 2))).toEqual(['published', 3, 1, text.answer]);
    const [after] = await office.sql`
      select review_on, published_at, answer, basis, category from faqs where id = ${faq}`;
    expect(after).toEqual({ ...before, answer: text.answer, basis: null, category: text.category });
    expect(await history(faq)).toEqual([{ version: 1, retired: false }]);
    const trail = await (
      await office.signIn('auditor')
    ).get(`/revisions?filter[collection][_eq]=faqs&filter[item][_eq]=${faq}&fields=data`);
    expect(JSON.stringify(trail.body)).toContain('取りやめる文');
    // The next revision has the number that nobody has read.
    expect(desk(await step(manager, faq, 3, 'draft'))).toEqual(['draft', 3, 1, text.answer]);
    await step(reception, faq, 3, 'in_review');
    expect(refusalCode(await review(faq, 'approved', 2))).toBe('GUARD_FAILED');
    expect(desk(await drop(reception, 3))).toEqual(['published', 4, 1, text.answer]);
    expect((await manager.patch(`/items/faqs/${faq}`, { review_on: '2027-03-01' })).status).toBe(200);
    await step(manager, faq, 4, 'retired');
    expect(refusalCode(await step(reception, await write(), 1, 'published'))).toBe('GUARD_FAILED');
  });

  it('vanishes at once when it is withdrawn, in whatever state its revision is', async () => {
    for (const state of ['draft', 'in_review', 'approved', 'published'] as const) {
      const faq = await publish();
      if (state !== 'published') await step(reception, faq, 1, 'draft');
      if (state === 'in_review' || state === 'approved') await step(reception, faq, 2, 'in_review');
      if (state === 'approved') await review(faq, 'approved', 2);
      if (state === 'approved') await move(official, faq, 'approved');
      expect(await shown()).toHaveLength(1);
      const { version } = await stateOf(faq);
      expect(refusalCode(await step(reception, faq, version, 'retired'))).toBe('GUARD_FAILED');
      expect((await step(manager, faq, version, 'retired')).status).toBe(200);
      expect(await shown()).toEqual([]);
      expect((await history(faq)).every(({ retired }) => retired)).toBe(true);
    }
    // Nothing of a text that never was on the site can be taken off it.
    expect(refusalCode(await step(manager, await write(), 1, 'retired'))).toBe('GUARD_FAILED');
  });

  it('tells the public neither basis nor reviewers', async () => {
    const body = JSON.stringify((await office.anonymous.get('/grants/faqs')).body);
    expect(body).not.toMatch(/basis|reviewer|edited_by|version/u);
    expect((await office.anonymous.get('/items/faqs')).status).toBe(403);
    expect((await office.anonymous.get('/items/inquiries')).status).toBe(403);
  });
});

describe('お知らせ', () => {
  it('shows what is published and on time, the important first', async () => {
    const news = (title: string, changes: Record<string, unknown>) =>
      manager.post('/items/news', { title, body: '本文', kind: 'notice', state: 'published', ...changes });
    await news('作成中', { state: 'draft' });
    await news('古い', { publish_from: '2026-06-01T00:00:00Z' });
    await news('重要', { publish_from: '2026-05-01T00:00:00Z', kind: 'important' });
    await news('まだ', { publish_from: '2026-08-01T00:00:00Z' });
    await news('終わり', { publish_from: '2026-05-01T00:00:00Z', publish_until: '2026-06-01T00:00:00Z' });
    await news('新しい', { publish_from: '2026-07-01T00:00:00Z' });
    const answer = await office.anonymous.get('/grants/news');
    const found = z
      .object({ data: z.object({ news: z.array(z.object({ title: z.string() })) }) })
      .parse(answer.body).data.news;
    expect(found.map((one) => one.title)).toEqual(['重要', '新しい', '古い']);
  });
});

describe('所要日数の実績', () => {
  it('says nothing while the cases are few', async () => {
    const answer = await office.anonymous.get('/grants/pace');
    expect(answer.body).toEqual({ data: { toDecision: null, toPayment: null } });
  });
});

describe('様式とリーフレット', () => {
  it.each(['application-form', 'mandate-form', 'leaflet'])(
    '%s.pdf is a PDF that anybody may open',
    async (name) => {
      const answer = await fetch(`${office.url}/grants/downloads/${name}.pdf`);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(answer.headers.get('content-disposition')).toContain('inline');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'");
      expect((await answer.text()).startsWith('%PDF-')).toBe(true);
    },
  );
});
