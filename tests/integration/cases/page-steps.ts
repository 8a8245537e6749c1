/** よく似た頁: pages of two cases that look alike, by the prints that a job takes of them. */
import { PRINT_CASES_MAX, PRINT_DISTANCE_MAX } from '@grant/schema';
import type * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import type { Office } from '../../fixtures/office.ts';
import type { Stage } from './cast.ts';

/** The jobs that take the prints of what was filed would go on writing beside a test that writes some itself. */
async function printed(office: Office): Promise<void> {
  const open = () =>
    office.sql`select 1 from pgboss.job where name = 'paperPrints' and state in ('created', 'retry', 'active')`;
  await expect.poll(open, { timeout: 120_000, interval: 100 }).toHaveLength(0);
}

/** A page that two hold is a copy; one that many hold is a printed form. */
export async function printedForm(office: Office, stage: Stage): Promise<void> {
  const walks: journey.Walk[] = [];
  for (let made = 0; made < PRINT_CASES_MAX + 2; made += 1) walks.push(await stage.submitted());
  await printed(office);
  const print = '0110'.repeat(16);
  const soiled = `1${print.slice(1)}`;
  const [first] = walks;
  const similar = (held: readonly journey.Walk[]) =>
    office.sql.begin(async (sql) => {
      await sql`delete from page_prints`;
      for (const { id } of held)
        await sql`
          insert into page_prints
          select id, 1, ${id === first?.id ? soiled : print} from attachments
           where application = ${id} and paper = 'wages' order by id limit 1
          on conflict (attachment, page) do update set print = excluded.print`;
      const rows = await sql<{ id: string }[]>`
        select application as id from grant_same_pages(${first?.id ?? ''}, ${PRINT_DISTANCE_MAX}, ${PRINT_CASES_MAX})`;
      return rows.map(({ id }) => id).toSorted();
    });
  const others = walks.slice(1).map(({ id }) => id);
  await expect(similar(walks.slice(0, 2))).resolves.toEqual(others.slice(0, 1));
  await expect(similar(walks.slice(0, -1))).resolves.toEqual(others.slice(0, -1).toSorted());
  await expect(similar(walks)).resolves.toEqual([]);
}

/** Two cases that were judged for one page are raised again for the next, and for that alone. */
export async function nextPage(office: Office, stage: Stage): Promise<void> {
  const [first, second, third] = [await stage.submitted(), await stage.submitted(), await stage.submitted()];
  await printed(office);
  const copied = (walks: readonly journey.Walk[], page: number, print: string) =>
    office.sql`
      insert into page_prints
      select distinct on (application) id, ${page}, ${print}::bit(64) from attachments
       where application in ${office.sql(walks.map(({ id }) => id))} and paper = 'wages' order by application, uploaded_at
      on conflict (attachment, page) do update set print = excluded.print`;
  let looks = 0;
  // The case is compared with the others anew whenever something in it is put right.
  const looked = async ({ id }: journey.Walk) => {
    const show = async () => stage.cast.by('reviewer').call('case.workbench', { id });
    const answer = await stage.client('reviewer').post(`/grants/cases/${id}/staff-fix`, {
      version: (await show()).version,
      reason: '明らかな誤字',
      changes: [{ key: 'contactName', value: `担当 ${'一二三四五六'.charAt((looks += 1))}子` }],
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return (await show()).duplicates.filter(({ rule }) => rule === 'same_page');
  };
  const told = (sets: Awaited<ReturnType<typeof looked>>) =>
    sets.map(({ state, members }) => `${state} ${String(members.length)}`).toSorted();
  await copied([first, second], 101, '0011'.repeat(16));
  const [set, ...more] = await looked(second);
  expect(more).toEqual([]);
  const members = [first, second].map(({ id }) => ({
    applicationId: id,
    verdict: 'different' as const,
    reason: '同じ様式の白紙の頁である。',
  }));
  const judged = await stage
    .client('reviewer')
    .post(`/grants/duplicates/${set?.id ?? ''}/resolve`, { seen: set?.digest, members });
  expect(judged.status, JSON.stringify(judged.body)).toBe(200);
  expect(told(await looked(second))).toEqual(['different 2']);
  // The very page once more, sorted or sent again, is the one that was judged.
  await copied([first, second], 103, '0011'.repeat(16));
  expect(told(await looked(second))).toEqual(['different 2']);
  await copied([first, second], 102, '0101'.repeat(16));
  expect(told(await looked(second))).toEqual(['different 2', 'open 2']);
  await copied([third], 102, '0101'.repeat(16));
  // A third case with the page joins, and is not raised once more by being looked at again.
  const joined = told(await looked(third));
  expect(joined).toEqual(['open 3']);
  expect(told(await looked(third))).toEqual(joined);
  expect(told(await looked(second))).toEqual(['different 2', 'open 3']);
}
