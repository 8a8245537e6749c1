/** Notices that go to agent and employer, parted while the mandate held and sent when it does not. */
import { expect } from 'vitest';
import type { Client, Office } from '../../fixtures/office.ts';
import { PATIENCE } from '../../fixtures/patience.ts';
import { declare, read, startUnder } from './stage.ts';

const SUBJECT = '返還金の入金を確認しました';

/** A notice to both reaches each by what they are to the case, in the form of older jobs (by place) too. */
export async function noticesPastAnEnd(
  { sql, mail, accounts }: Office,
  { agent, employer }: { readonly agent: Client; readonly employer: Client },
  employerMail: string,
): Promise<void> {
  const mandate = await declare(agent, { employerName: '株式会社通知', principalEmail: employerMail });
  await employer.post(`/grants/mandates/${mandate}/confirm`, {});
  const applicationId = await startUnder(agent, mandate, 'notices-past-an-end-1');
  const queue = async (more: object): Promise<void> => {
    const job = { name: 'mail', data: { kind: 'repaid', applicationId, ...more } };
    await sql`insert into pgboss.job (name, data) values (${job.name}, ${sql.json(job.data)})`;
  };
  const done = async (): Promise<unknown[]> => {
    const jobs = await sql<{ only: string | number | null; state: string }[]>`
      select data -> 'only' as only, state from pgboss.job where data ->> 'applicationId' = ${applicationId}`;
    return jobs.map(({ only, state }) => `${String(only ?? 'all')} ${state}`).toSorted();
  };
  const got = (to: string): number =>
    mail.messages().filter((one) => one.to.includes(to.toLowerCase()) && one.subject.includes(SUBJECT))
      .length;
  const both = (): number[] => [got(accounts.agent?.email ?? ''), got(employerMail)];
  await queue({});
  const parted = ['agent completed', 'all completed', 'employer completed'];
  await expect.poll(done, { timeout: PATIENCE }).toEqual(parted);
  await expect.poll(both, { timeout: PATIENCE }).toEqual([1, 1]);
  read('mandate.end', await employer.post(`/grants/mandates/${mandate}/end`, { reason: 'revoked' }));
  for (const only of ['agent', 'employer', 0, 1]) await queue({ only });
  const after = [...parted, '0 completed', '1 completed', 'agent completed', 'employer completed'];
  await expect.poll(done, { timeout: PATIENCE }).toEqual(after.toSorted());
  await expect.poll(both, { timeout: PATIENCE }).toEqual([1, 3]);
}
