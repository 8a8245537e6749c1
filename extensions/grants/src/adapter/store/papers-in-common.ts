import { PRINT_DISTANCE_MAX } from '@grant/schema';
import type { Knex } from 'knex';

// The papers of each of these cases that another of them holds as well, and pages that look like one of another's. What left
// a case since (誤綴り) is named as that: whoever judges the set reads what it was about.
const IN_COMMON = `
  with held as (
    select x.id, x.application, x.sha256, x.original_name,
           case when x.status = 'removed' then '（誤って綴じた書類として外した）' else '' end as gone
      from attachments x
     where x.application = any(cast(:cases as uuid[])) and (x.status = 'received' or x.status = 'removed' and exists (
       select from case_events e where e.application = x.application and e.event = 'unbind_papers'
          and jsonb_exists((e.facts -> 'papers')::jsonb, x.id::text))))
  select x.application, '同じファイル' as label, x.original_name || x.gone as paper from held x
   where exists (select from held y where y.application <> x.application and y.sha256 = x.sha256)
  union all
  select x.application, 'よく似た頁', x.original_name || '　' || p.page || '頁' || x.gone
    from held x join page_prints p on p.attachment = x.id
   where exists (
     select from held y join page_prints o on o.attachment = y.id
      where y.application <> x.application and y.sha256 <> x.sha256 and bit_count(o.print # p.print) <= :distance)
  order by 1, 2, 3`;

/** 同じファイル・よく似た頁: for each case of a set, which of its papers are meant, under a label. */
export async function papersInCommon(
  database: Knex,
  cases: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const answer: { rows: { application: string; label: string; paper: string }[] } = await database.raw(
    IN_COMMON,
    { cases: [...cases], distance: PRINT_DISTANCE_MAX },
  );
  const found = new Map<string, Record<string, string>>();
  for (const { application, label, paper } of answer.rows) {
    const own = found.get(application) ?? {};
    found.set(application, { ...own, [label]: [own[label], paper].filter(Boolean).join('、') });
  }
  return found;
}
