/**
 * What 10,000 cases of a year leave behind, made set by set in SQL: states, events, judgements with findings, papers,
 * leave, accounts, signals, duplicate sets, corrections, letters and the activity that Directus records.
 */
import type { Sql } from 'postgres';

/** Rows written into one table. */
export interface Written {
  readonly table: string;
  readonly rows: number;
}

/**
 * The way of a case: how many of a hundred are where, and by which events they came. Papers come back for correction on
 * the way of one in four.
 */
const WAYS = `(values
  (0, 12, 'submitted', 'office', '{submit}'),
  (12, 22, 'in_review', 'office', '{submit,start_review}'),
  (22, 27, 'correction_requested', 'applicant', '{submit,start_review,request_correction}'),
  (27, 32, 'recommended', 'office', '{submit,start_review,recommend}'),
  (32, 40, 'granted', 'office', '{submit,start_review,recommend,grant}'),
  (40, 43, 'refused', 'none', '{submit,start_review,recommend,refuse}'),
  (43, 98, 'paid', 'none', '{submit,start_review,request_correction,answer_correction,recommend,grant,post_notice,batch,pay}'),
  (98, 100, 'withdrawn', 'none', '{submit,withdraw}'))
  as way (from_share, below_share, state, waiting_for, events)`;

/** Every statement, in order; `bench_cases` numbers the cases of the history from 0. */
const STATEMENTS: readonly (readonly [table: string, sql: string])[] = [
  [
    'employers',
    `insert into employers (id, practice, name, name_key, corporate_number, insurance_office_number, address_key)
     select c.employer, true, a.employer_name, a.name_key, a.employer_corporate_number, a.insurance_office_number, a.address_key
       from bench_cases c join applications a on a.id = c.id`,
  ],
  [
    'agents',
    `insert into agents (id, name, office, phone, practice, registration_number)
     select gen_random_uuid(), 'ベンチ代行 ' || n, '代行事務所' || n, '028690' || lpad(n::text, 4, '0'), true, lpad((9900000 + n)::text, 8, '0')
       from generate_series(1, 200) n`,
  ],
  [
    'applications',
    `update applications a set
       employer = c.employer, state = c.state, waiting_for = c.waiting_for, programme_version = m.programme_version,
       waiting_from = c.today - 60 + c.n % 60, received_on = c.today - 60 - c.n % 150,
       submitted_at = c.today - make_interval(days => 60 + c.n % 150), state_since = c.today - make_interval(days => c.n % 60),
       version = cardinality(c.events), applicant = m.applicant, content_hash = md5(c.n::text),
       assigned_to = case when c.state = 'submitted' then null else (select p[1 + c.n % cardinality(p)] from bench_people) end,
       verdict = case when c.n % 9 = 0 then 'unclear' else 'eligible' end,
       amount_base = m.amount_base, amount_addition = m.amount_addition, amount_total = m.amount_total,
       leave_days = m.leave_days, leave_months = m.leave_months, regular_employees = 5 + c.n % 200,
       main_business = m.main_business, information_method = m.information_method || c.n, pledges = m.pledges,
       workplace_name = a.employer_name, workplace_address = a.employer_address, contact_name = a.representative_name
       from bench_cases c, bench_model m where a.id = c.id`,
  ],
  [
    'postal_agents',
    `insert into postal_agents (application, agent, mandate_enclosed, recorded_by, recorded_at)
     select c.id, g.id, true, p.p[1], c.today - interval '60 days'
       from bench_people p, bench_cases c join (select id, row_number() over (order by id) as n from agents where name like 'ベンチ代行 %') g
         on g.n = 1 + floor(199 * power((c.n * 7919 % 1000) / 1000.0, 2))
      where c.n % 3 = 0`,
  ],
  [
    'case_events',
    `insert into case_events (application, seq, event, from_state, to_state, actor, duty, at, prev_hash, hash)
     select c.id, e.seq, e.event, c.state, c.state, p.p[1 + c.n % cardinality(p.p)], 'reviewer',
            c.today - make_interval(days => 60 + c.n % 150 - e.seq::int), md5(c.n || '/' || e.seq - 1), md5(c.n || '/' || e.seq)
       from bench_cases c, bench_people p, unnest(c.events) with ordinality e (event, seq)`,
  ],
  [
    'judgements',
    `insert into judgements
     select (jsonb_populate_record(j, jsonb_build_object('id', c.judgement, 'application', c.id))).*
       from bench_cases c, bench_model m join judgements j on j.application = m.id and j.number = 1`,
  ],
  [
    'findings',
    `insert into findings
     select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'application', c.id, 'judgement', c.judgement,
              'evidence', null, 'mark', case when c.state = 'submitted' then null else 'ok' end))).*
       from bench_cases c, bench_model m join judgements j on j.application = m.id and j.number = 1
       join findings f on f.judgement = j.id`,
  ],
  [
    'directus_files',
    `insert into directus_files (id, storage, filename_disk, filename_download, title, type, filesize, uploaded_on)
     select md5(c.n || '/paper/' || p)::uuid, 'local', md5(c.n || '/' || p) || '.pdf', '書類' || p || '.pdf', '書類' || p, 'application/pdf',
            200000 + c.n * 13, c.today - make_interval(days => 60 + c.n % 150)
       from bench_cases c, generate_series(1, 6) p`,
  ],
  [
    'attachments',
    `insert into attachments (id, application, file, paper, original_name, mime, bytes, pages, sha256, status, scan, uploaded_at, uploaded_by)
     select gen_random_uuid(), c.id, md5(c.n || '/paper/' || p)::uuid, m.papers[1 + p % cardinality(m.papers)], '書類' || p || '.pdf',
            'application/pdf', 200000 + c.n * 13, 1 + p % 4, md5(c.n || '/' || p) || md5(p || '/' || c.n),
            case when p = 6 then 'replaced' else 'received' end, 'clean', c.today - make_interval(days => 60 + c.n % 150), m.applicant
       from bench_cases c, bench_model m, generate_series(1, 6) p`,
  ],
  [
    'paper_traits',
    `insert into paper_traits (attachment, author, producer)
     select x.id, 'author' || hashtext(x.id::text) % 4000, 'producer' || hashtext(x.sha256) % 12
       from bench_cases c join attachments x on x.application = c.id`,
  ],
  [
    'leave_periods',
    `insert into leave_periods (id, application, part, kind, start_on, end_on, worked_days)
     select gen_random_uuid(), c.id, p, m.leave_kind, c.today - 160 + p * 40, c.today - 130 + p * 40, 0
       from bench_cases c, bench_model m, generate_series(1, 1 + (c.n % 3 = 0)::int) p`,
  ],
  [
    'measures',
    `insert into measures (id, application, kind, implemented_on, description)
     select gen_random_uuid(), c.id, x.kind, x.implemented_on, x.description || c.n
       from bench_cases c, bench_model m join measures x on x.application = m.id`,
  ],
  [
    'bank_accounts',
    `insert into bank_accounts (id, application, bank_code, branch_code, account_type, holder_kana, last3, number_index, number_sealed, status)
     select gen_random_uuid(), c.id, '0129', lpad((c.n % 90)::text, 3, '0'), '1', 'ﾍﾞﾝﾁ', lpad((c.n % 1000)::text, 3, '0'), md5('account' || c.n),
            md5('sealed' || c.n), 'live' from bench_cases c`,
  ],
  [
    'signals',
    `insert into signals (id, application, code, score, reason, found_at)
     select gen_random_uuid(), c.id, (array['shared_phone','shared_mail_domain','same_author'])[s], 20 + 10 * s,
            '別の事業主の申請と同じです。', c.today - interval '60 days'
       from bench_cases c, generate_series(1, 3) s where c.n % (11 * s) = 0`,
  ],
  [
    'duplicate_sets',
    `insert into duplicate_sets (id, rule, strength, score, columns, matches, state, opened_at)
     select md5('set' || c.n)::uuid, 'phone', 'likely', 60, '["employerPhone"]', '[{"rule":"phone"}]',
            case when c.n % 75 = 0 then 'different' else 'open' end, c.today - interval '60 days'
       from bench_cases c where c.n % 25 = 0`,
  ],
  [
    'duplicate_members',
    `insert into duplicate_members (id, duplicate_set, application, verdict, reason)
     select gen_random_uuid(), md5('set' || s.n)::uuid, c.id, case when s.n % 75 = 0 then 'different' end,
            case when s.n % 75 = 0 then '別の事業主である。' end
       from bench_cases s join bench_cases c on c.n in (s.n, s.n + 1) where s.n % 25 = 0`,
  ],
  [
    'corrections',
    `insert into corrections (id, application, round, due_on, state, requested_at)
     select md5('correction' || c.n)::uuid, c.id, 1, c.today - 20 + c.n % 40,
            case when c.state = 'correction_requested' then 'open' else 'answered' end, c.today - interval '50 days'
       from bench_cases c where 'request_correction' = any(c.events)`,
  ],
  [
    'correction_items',
    `insert into correction_items (id, correction, target, target_kind, reason)
     select gen_random_uuid(), md5('correction' || c.n)::uuid, 'employerPhone', 'question', '確認してください。'
       from bench_cases c, generate_series(1, 2) where 'request_correction' = any(c.events)`,
  ],
  [
    'reviews',
    `insert into reviews (id, application, content_hash, recommendation, reviewed_at, reviewer)
     select gen_random_uuid(), c.id, md5(c.n::text), 'grant', c.today - interval '30 days', p.p[1 + c.n % cardinality(p.p)]
       from bench_cases c, bench_people p where 'recommend' = any(c.events)`,
  ],
  [
    'decisions',
    `insert into decisions (id, application, kind, amount, number, status, content_hash, decided_at, decided_by)
     select gen_random_uuid(), c.id, case when c.state = 'refused' then 'refuse' else 'grant' end,
            case when c.state <> 'refused' then m.amount_total end, 'B' || c.n, 'live',
            md5(c.n::text), c.today - interval '20 days', p.p[1 + c.n % cardinality(p.p)]
       from bench_cases c, bench_people p, bench_model m where c.events && '{grant,refuse}'`,
  ],
  [
    'letters',
    `insert into letters (id, application, kind, number, state, created_at, made_at)
     select gen_random_uuid(), c.id, 'grant', 'B' || c.n, 'posted', c.today - interval '20 days', c.today - interval '20 days'
       from bench_cases c where c.events && '{grant,refuse}'`,
  ],
  [
    'messages',
    `insert into messages (id, application, body, direction, sent_at)
     select gen_random_uuid(), c.id, '書類の書き方を教えてください。', (array['in','out'])[d], c.today - interval '40 days'
       from bench_cases c, generate_series(1, 2) d where c.n % 4 = 0`,
  ],
  [
    'access_log',
    `insert into access_log (actor, action, target_collection, target_id, purpose, at, hash)
     select p.p[1 + c.n % cardinality(p.p)], 'case_opened', 'applications', c.id::text, '審査・支払',
            c.today - make_interval(days => 60 - d), md5('log' || c.n || '/' || d)
       from bench_cases c, bench_people p, generate_series(1, 8) d`,
  ],
  [
    'directus_activity',
    `insert into directus_activity (action, "user", timestamp, ip, user_agent, collection, item, origin)
     select (array['create','update'])[1 + (d > 12)::int], p.p[1 + c.n % cardinality(p.p)],
            c.today - make_interval(days => 60 + c.n % 150, mins => d), '192.0.2.1', 'Mozilla/5.0', 'applications', c.id::text,
            'https://office.example.jp'
       from bench_cases c, bench_people p, generate_series(1, 30) d`,
  ],
  [
    'directus_revisions',
    `insert into directus_revisions (activity, collection, item, data, delta)
     select v.id, v.collection, v.item, json_build_object('text', repeat('あ', 300), 'state', 'in_review'), '{"state":"in_review"}'
       from directus_activity v where v.user_agent = 'Mozilla/5.0' and v.id % 2 = 0`,
  ],
];

/**
 * @param model a case that was filed by the verbs: its answers, judgement and findings are those of the others
 * @param today the day it is in the office (JST)
 */
export async function writeHistory(sql: Sql, model: string, today: string): Promise<readonly Written[]> {
  const written: Written[] = [];
  await sql.begin(async (trx) => {
    // The loader of the benches: rows of a past that the guards have let through once.
    await trx`set local session_replication_role = replica`;
    await trx.unsafe(`
      create temporary table bench_people on commit drop as
        select array_agg(id order by id) as p from directus_users where email is not null`);
    await trx.unsafe(`
      create temporary table bench_cases on commit drop as
        select a.id, a.n, date '${today}' as today, gen_random_uuid() as employer, gen_random_uuid() as judgement,
               way.state, way.waiting_for, way.events::text[] as events
          from (select id, (row_number() over (order by receipt_number) - 1)::int as n
                  from applications where receipt_number like 'R8-9%') a
          join ${WAYS} on a.n * 37 % 100 >= way.from_share and a.n * 37 % 100 < way.below_share`);
    await trx.unsafe(
      `create temporary table bench_model on commit drop as
         select a.*, coalesce((select array_agg(distinct paper) from attachments where application = a.id), '{other}') as papers,
                (select kind from leave_periods where application = a.id limit 1) as leave_kind
           from applications a where a.id = '${model}'`,
    );
    await trx`analyze bench_cases`;
    for (const [table, statement] of STATEMENTS)
      written.push({ table, rows: (await trx.unsafe(statement)).count });
    // Whoever waits longest comes first: the simple ones that are reviewed.
    await trx`update applications set waiting_from = ${today}::date - 61 where receipt_number not like 'R8-9%' and state = 'submitted'`;
  });
  await sql`analyze`;
  return written;
}
