/** 県の意見 that is sent again after a lost answer. */
import { expect } from 'vitest';
import { type Client, type Office, refusalCode } from '../../fixtures/office.ts';

/** An opinion that leaves the text where it is: said once, however often it is sent under its key. */
export async function saidOnce(
  office: Office,
  official: Client,
  faq: string,
  version: number,
): Promise<void> {
  const send = (comment: string) =>
    official.post(`/grants/desk/faqs/${faq}/review`, {
      version,
      verdict: 'comment',
      comment,
      idempotencyKey: 'said-once-1',
    });
  const twice = await Promise.all([send(''), send('')]);
  expect(twice.map(({ status }) => status)).toEqual([200, 200]);
  expect(refusalCode(await send('言い換えること。'))).toBe('ALREADY_RECORDED');
  const said = await office.sql`select id from faq_reviews where faq = ${faq} and verdict = 'comment'`;
  expect(said).toHaveLength(1);
}
