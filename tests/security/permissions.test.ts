/**
 * What each role may read through Directus' own doors. The table is written here by hand from the duties,
 * not from the dump, so that a slip in the dump is seen.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Office } from '../fixtures/office.ts';
import {
  type Cases,
  PEOPLE,
  type People,
  type Person,
  buildCases,
  everybody,
  officeOfPermissions,
} from './people.ts';

let office: Office;
let people: People;
let cases: Cases;
beforeAll(async () => {
  office = await officeOfPermissions();
  cases = await buildCases(office);
  people = await everybody(office);
});
afterAll(() => office.stop());

const CASE_OFFICE = ['reception', 'reviewer', 'approver', 'manager', 'auditor'] as const;
const OWN = ['applicant', 'applicant2', 'agent'] as const;
const OFFICE = ['reception', 'reviewer', 'approver', 'clerk', 'confirmer', 'manager', 'auditor'] as const;

/** Who may open a table at all; everybody else gets 403. */
const READERS: Readonly<Record<string, readonly Person[]>> = {
  applications: [...OWN, ...OFFICE],
  leave_periods: [...OWN, ...CASE_OFFICE],
  measures: [...OWN, ...CASE_OFFICE],
  drafts: [...OWN, 'auditor'],
  attachments: [...OWN, ...OFFICE],
  judgements: CASE_OFFICE,
  findings: CASE_OFFICE,
  duplicate_sets: CASE_OFFICE,
  duplicate_members: CASE_OFFICE,
  corrections: [...OWN, ...CASE_OFFICE],
  correction_items: [...OWN, ...CASE_OFFICE],
  messages: [...OWN, ...CASE_OFFICE],
  reviews: CASE_OFFICE,
  decisions: [...CASE_OFFICE, 'clerk'],
  approvals: CASE_OFFICE,
  letters: [...OWN, ...CASE_OFFICE, 'clerk'],
  mailings: [...CASE_OFFICE, 'clerk'],
  custody_entries: CASE_OFFICE,
  scans: ['reception', 'manager', 'auditor'],
  correction_texts: OFFICE,
  employers: [...CASE_OFFICE, 'clerk'],
  agents: CASE_OFFICE,
  mandates: CASE_OFFICE,
  suspicions: [...CASE_OFFICE, 'clerk'],
  signals: CASE_OFFICE,
  bars: CASE_OFFICE,
  list_imports: CASE_OFFICE,
  list_rows: CASE_OFFICE,
  list_matches: CASE_OFFICE,
  bank_accounts: ['reception', 'reviewer', 'clerk', 'auditor'],
  obligations: ['approver', 'clerk', 'manager', 'auditor'],
  payments: ['approver', 'clerk', 'confirmer', 'manager', 'auditor'],
  payment_batches: ['clerk', 'confirmer', 'manager', 'auditor'],
  confirmations: ['clerk', 'confirmer', 'manager', 'auditor'],
  transfer_results: ['clerk', 'manager', 'auditor'],
  ledger_entries: ['approver', 'clerk', 'manager', 'auditor'],
  fund_requests: ['approver', 'clerk', 'manager', 'official', 'auditor'],
  settlements: ['approver', 'clerk', 'manager', 'official', 'auditor'],
  reconciliations: ['approver', 'clerk', 'manager', 'auditor'],
  bank_statement_lines: ['clerk', 'manager', 'auditor'],
  statement_matches: ['clerk', 'manager', 'auditor'],
  costs: ['clerk', 'manager', 'auditor'],
  inquiries: ['reception', 'reviewer', 'clerk', 'manager', 'auditor'],
  consultations: ['reception', 'reviewer', 'manager', 'official', 'auditor'],
  prior_awards: CASE_OFFICE,
  personnel: ['manager', 'auditor'],
  disclosures: ['manager', 'auditor'],
  exports: ['manager', 'auditor'],
  case_events: [...CASE_OFFICE, 'clerk'],
  access_log: ['manager', 'auditor'],
  summaries: [...OFFICE, 'official'],
  faqs: [...OFFICE, 'official'],
  faq_publications: [...OFFICE, 'official'],
  pr_distributions: [...OFFICE, 'official'],
  consultation_answers: ['reception', 'reviewer', 'manager', 'official', 'auditor'],
  reports: ['manager', 'official', 'auditor'],
};

function rows(body: unknown): Record<string, unknown>[] {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  if (!Array.isArray(data)) throw new Error(`no rows in ${JSON.stringify(body).slice(0, 200)}`);
  return data as Record<string, unknown>[];
}

async function ids(person: Client, collection: string): Promise<unknown[]> {
  const answer = await person.get(`/items/${collection}?fields=id&limit=-1`);
  return rows(answer.body).map((row) => row['id']);
}

describe('reading', () => {
  it.each(Object.entries(READERS))('opens %s only to those whose duty it is', async (collection, readers) => {
    const statuses = await Promise.all(
      PEOPLE.map(
        async (name) => [name, (await people[name].get(`/items/${collection}?limit=1`)).status] as const,
      ),
    );
    const expected = PEOPLE.map((name) => [name, (readers as readonly string[]).includes(name) ? 200 : 403]);
    expect(statuses).toEqual(expected);
  });

  it('shows nobody anything without a sign-in', async () => {
    for (const collection of [...Object.keys(READERS), 'programmes', 'news']) {
      expect((await office.anonymous.get(`/items/${collection}`)).status, collection).toBe(403);
    }
    expect((await office.anonymous.get('/users')).status).toBe(403);
    expect((await office.anonymous.get('/files')).status).toBe(403);
  });

  it('shows applicants their own cases, whole and only those', async () => {
    expect(new Set(await ids(people.applicant, 'applications'))).toEqual(
      new Set([cases.granted, cases.draft]),
    );
    expect(new Set(await ids(people.applicant2, 'applications'))).toEqual(
      new Set([cases.other, cases.mandated]),
    );
    expect(await ids(people.agent, 'applications')).toEqual([cases.mandated]);
    expect((await people.applicant.get(`/items/applications/${cases.other}`)).status).toBe(403);
    expect((await people.applicant.get(`/items/applications/${cases.granted}`)).status).toBe(200);
  });

  it.each(['leave_periods', 'messages', 'corrections', 'drafts', 'letters'])(
    'keeps %s of one applicant from another',
    async (collection) => {
      const answer = await people.applicant2.get(`/items/${collection}?fields=application&limit=-1`);
      const seen = new Set(rows(answer.body).map((row) => row['application']));
      expect(seen).not.toContain(cases.granted);
      expect(seen).not.toContain(cases.draft);
      expect(seen).toContain(cases.other);
    },
  );

  it('keeps the office’s own columns from applicants, also as a filter or an order', async () => {
    const inner = [
      'assigned_to',
      'recommendation',
      'recommended_by',
      'name_key',
      'employee_key',
      'verdict',
      'submit_key',
      'gaps',
    ];
    for (const column of inner) {
      for (const query of [
        `fields=${column}`,
        `sort=${column}`,
        `filter[${column}][_nnull]=true`,
        `aggregate[count]=${column}`,
      ]) {
        const answer = await people.applicant.get(`/items/applications?${query}`);
        expect(answer.status, query).toBe(403);
      }
    }
  });

  it('shows an applicant the notice only once it was sent', async () => {
    const kinds = async (): Promise<unknown[]> =>
      rows((await people.applicant.get('/items/letters?fields=kind,application&limit=-1')).body)
        .filter((row) => row['application'] === cases.granted)
        .map((row) => row['kind']);
    expect(await kinds()).toEqual(['receipt']);
  });

  it('shows the office no case before it is submitted', async () => {
    for (const name of ['reception', 'reviewer', 'approver', 'clerk', 'confirmer', 'manager'] as const) {
      const seen = await ids(people[name], 'applications');
      expect(seen, name).toContain(cases.granted);
      expect(seen, name).not.toContain(cases.draft);
    }
    const periods = rows(
      (await people.reviewer.get('/items/leave_periods?fields=application&limit=-1')).body,
    );
    expect(periods.map((row) => row['application'])).not.toContain(cases.draft);
    expect(periods.map((row) => row['application'])).toContain(cases.granted);
  });

  it('keeps the employee and the child from those who pay', async () => {
    for (const name of ['clerk', 'confirmer'] as const) {
      for (const column of [
        'employee_name',
        'employee_birth_on',
        'child_birth_on',
        'employee_insured_number',
      ]) {
        expect(
          (await people[name].get(`/items/applications?fields=${column}`)).status,
          `${name} ${column}`,
        ).toBe(403);
      }
    }
  });

  it('lets a confirmer check blind: no account and no amount of the payment', async () => {
    for (const query of [
      'payments?fields=amount',
      'payments?fields=bank_account',
      'payment_batches?fields=total',
      'applications?fields=amount_total',
    ]) {
      expect((await people.confirmer.get(`/items/${query}`)).status, query).toBe(403);
    }
  });
});

describe('sealed columns', () => {
  it.each([
    ['bank_accounts', 'number_sealed'],
    ['bank_accounts', 'number_index'],
    ['bank_accounts', 'content_hash'],
    ['drafts', 'sealed'],
    ['payment_batches', 'file_body'],
  ])('gives %s.%s to nobody', async (collection, column) => {
    for (const name of PEOPLE) {
      for (const query of [
        `fields=${column}`,
        `sort=${column}`,
        `filter[${column}][_starts_with]=s`,
        `aggregate[count]=${column}`,
      ]) {
        expect((await people[name].get(`/items/${collection}?${query}`)).status, `${name} ${query}`).toBe(
          403,
        );
      }
      const all = await people[name].get(`/items/${collection}?fields=*&limit=-1`);
      if (all.status === 200) expect(JSON.stringify(all.body), name).not.toContain(`"${column}"`);
    }
  });

  it('shows the masked account to those who compare it', async () => {
    const answer = await people.clerk.get('/items/bank_accounts?fields=last3,holder_kana,bank_code');
    expect(rows(answer.body)[0]).toEqual({ last3: '321', holder_kana: 'ｶ)ｻﾝﾌﾟﾙ', bank_code: '0517' });
  });
});
