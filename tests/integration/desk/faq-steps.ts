/** よくある質問: from the draft to the site and off it again, by the verbs of its screen. */
import { expect, it } from 'vitest';
import { type Client, type Office, refusalCode } from '../../fixtures/office.ts';

const dataOf = (body: unknown) => (body as { data: Record<string, unknown> }).data;

/** @param at the office and the three who have to do with a text */
export function publishedAsApproved(
  at: () => { readonly office: Office } & Readonly<Record<'desk' | 'manager' | 'official', Client>>,
): void {
  /** From a screen that was read just now, unless told otherwise. */
  const step = async (who: Client, id: string, act: 'move' | 'review', input: object) => {
    const [{ state: from } = {}] = await at().office.sql`select state from faqs where id = ${id}`;
    return who.post(`/grants/desk/faqs/${id}/${act}`, {
      ...{ version: 1, ...(act === 'move' ? { from: from as string } : {}) },
      ...input,
    });
  };

  it('is published only as an official approved exactly that text, and each text stays', async () => {
    const { office, desk, manager, official } = at();
    const text = { category: 'papers', question: '写真でもよいですか。', answer: 'はい。' };
    const made = await desk.post('/items/faqs', { ...text, state: 'draft' });
    const id = String(dataOf(made.body)['id']);
    expect(refusalCode(await step(manager, id, 'move', { to: 'published' }))).toBe('GUARD_FAILED');
    expect((await step(desk, id, 'move', { to: 'in_review' })).status).toBe(200);
    expect(refusalCode(await step(desk, id, 'review', { verdict: 'approved' }))).toBe('FORBIDDEN');
    expect(refusalCode(await step(official, id, 'review', { verdict: 'revise' }))).toBe('GUARD_FAILED');
    const words = { verdict: 'revise', comment: '形式も書いてください。' };
    const revised = await step(official, id, 'review', words);
    expect(dataOf(revised.body)).toMatchObject({ state: 'draft' });
    await desk.patch(`/items/faqs/${id}`, { answer: 'はい。PDFでも構いません。' });
    expect(refusalCode(await step(desk, id, 'move', { to: 'in_review' }))).toBe('STALE_VERSION');
    await step(desk, id, 'move', { version: 2, to: 'in_review' });
    const approved = await step(official, id, 'review', { version: 2, verdict: 'approved' });
    expect(dataOf(approved.body)).toMatchObject({ state: 'approved', mayReview: false });
    expect(refusalCode(await step(desk, id, 'move', { version: 2, to: 'published' }))).toBe('GUARD_FAILED');
    // Where 県の確認中 still stands on the screen, the same step would be another one.
    const late = await step(manager, id, 'move', { version: 2, from: 'in_review', to: 'published' });
    expect(refusalCode(late)).toBe('STALE_VERSION');
    const published = await step(manager, id, 'move', { version: 2, to: 'published' });
    expect(dataOf(published.body)).toMatchObject({ state: 'published', reviewOn: '2027-01-15' });
    expect((await step(manager, id, 'move', { version: 2, to: 'retired' })).status).toBe(200);
    const kept = await office.sql`
      select version, answer, published_at is not null as published, retired_at is not null as retired
        from faq_publications where faq = ${id}`;
    expect(kept).toEqual([
      { version: 2, answer: 'はい。PDFでも構いません。', published: true, retired: true },
    ]);
    await expect(
      office.sql`update faq_publications set answer = 'x' where faq = ${id}`.execute(),
    ).rejects.toMatchObject({ constraint_name: 'grant_append_only' });
    const forged = { faq: id, version: 9, ...text, published_at: new Date() };
    await expect(
      office.sql`insert into faq_publications ${office.sql({ id: crypto.randomUUID(), ...forged })}`.execute(),
    ).rejects.toMatchObject({ constraint_name: 'grant_append_only' });
  });
}
