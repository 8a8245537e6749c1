/** The same rights by the other doors: GraphQL, aggregation, relations, import and files. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Client, Office } from '../fixtures/office.ts';
import { type Cases, PEOPLE, type People, buildCases, everybody, officeOfPermissions } from './people.ts';

let office: Office;
let people: People;
let cases: Cases;
beforeAll(async () => {
  office = await officeOfPermissions();
  cases = await buildCases(office);
  people = await everybody(office);
});
afterAll(() => office.stop());

const ADMINISTRATOR = '20000000-0000-4000-8000-00000000000b';

/** Data of an answer without errors. */
function data(answer: Answer): Record<string, unknown> {
  const body = answer.body as { data?: Record<string, unknown>; errors?: unknown };
  if (body.errors !== undefined || body.data === undefined)
    throw new Error(JSON.stringify(body).slice(0, 300));
  return body.data;
}

function isRefused(answer: Answer): boolean {
  return answer.status >= 400 || (answer.body as { errors?: unknown }).errors !== undefined;
}

const graphql = (person: Client, query: string): Promise<Answer> => person.post('/graphql', { query });

/** Words that only personal data of the two cases holds. */
const PERSONAL = ['練習太郎', '練習次郎', 'kakasu@example.jp', '株式会社サンプル', 'ｶ)ｻﾝﾌﾟﾙ'];

describe('GraphQL', () => {
  it('shows an applicant own cases and nothing else', async () => {
    const answer = await graphql(people.applicant, '{ applications { id } }');
    const seen = (data(answer)['applications'] as { id: string }[]).map(({ id }) => id);
    expect(new Set(seen)).toEqual(new Set([cases.granted, cases.draft]));
    const other = await graphql(people.applicant, `{ applications_by_id(id: "${cases.other}") { id } }`);
    expect(isRefused(other)).toBe(true);
  });

  it.each([...PEOPLE])('lets %s write no state', async (name) => {
    const query = `mutation { update_applications_item(id: "${cases.granted}", data: { state: "paid" }) { id } }`;
    expect(isRefused(await graphql(people[name], query))).toBe(true);
    const [row] = await office.sql<
      { state: string }[]
    >`select state from applications where id = ${cases.granted}`;
    expect(row?.state).toBe('granted');
  });

  it.each([...PEOPLE])('gives %s no sealed column', async (name) => {
    for (const query of [
      '{ bank_accounts { number_sealed } }',
      '{ drafts { sealed } }',
      '{ payment_batches { file_body } }',
    ]) {
      expect(isRefused(await graphql(people[name], query)), query).toBe(true);
    }
  });

  it('gives an official no table with personal data', async () => {
    for (const query of [
      '{ applications { id } }',
      '{ applications_aggregated { count { id } } }',
      '{ employers { id } }',
      '{ inquiries { id } }',
      '{ summaries { programme { current_version { id } } } applications { employer_name } }',
      '{ faqs { edited_by { email } } letters { id } }',
    ]) {
      expect(isRefused(await graphql(people.official, query)), query).toBe(true);
    }
    expect(isRefused(await graphql(people.official, '{ summaries { label count amount } }'))).toBe(false);
  });
});

describe('an official', () => {
  it('reads a live FAQ in its live words until the revision is laid before them, by every door', async () => {
    const text = { category: 'papers', question: '写真でもよいですか。', answer: '公開中の文です。' };
    const { official, reception, manager } = people;
    const made = await reception.post('/items/faqs', { ...text, state: 'in_review' });
    const faq = data(made)['id'] as string;
    const move = (who: Client, change: object) => who.patch(`/items/faqs/${faq}`, change);
    await official.post('/items/faq_reviews', { faq, version: 1, verdict: 'approved' });
    await move(official, { state: 'approved' });
    await move(manager, { state: 'published' });
    await move(manager, { state: 'draft' });
    await move(reception, { answer: '書きかけの文', basis: '書きかけの根拠' });
    const shown = '{ state shown_question shown_answer shown_category shown_basis }';
    const words = async () => {
      const doors = await Promise.all([
        official.get(`/items/faqs/${faq}`),
        graphql(official, `{ faqs_by_id(id: "${faq}") ${shown} }`),
      ]);
      return doors.map(({ body }) => JSON.stringify(body));
    };
    for (const read of await words()) {
      expect(read).toContain(text.answer);
      expect(read).not.toContain('書きかけ');
    }
    for (const path of [
      '/items/faqs?fields=answer',
      '/items/faqs?filter[basis][_contains]=%E6%9B%B8',
      '/items/faqs?sort=question',
      '/items/faqs?groupBy=answer',
      '/items/faq_publications?fields=faq.answer',
      '/items/faq_reviews?fields=faq.answer',
      '/revisions',
    ])
      expect((await official.get(path)).status, path).toBe(403);
    expect(isRefused(await graphql(official, '{ faqs { answer } }'))).toBe(true);
    const found = await official.get(`/items/faqs?search=${encodeURIComponent('書きかけ')}`);
    expect(found.body).toEqual({ data: [] });
    const trail = await official.get('/activity?filter[collection][_eq]=faqs&fields=*.*');
    expect(JSON.stringify(trail.body)).not.toContain('書きかけ');
    // What an official remarks meanwhile is said of the words that were shown.
    await official.post('/items/faq_reviews', { faq, version: 2, verdict: 'comment' });
    const said = await office.sql`select answer_snapshot from faq_reviews where faq = ${faq} and version = 2`;
    expect(said).toEqual([{ answer_snapshot: text.answer }]);
    await move(reception, { state: 'in_review' });
    for (const read of await words()) expect(read).toContain('書きかけ');
  });

  const collections = (): string[] =>
    readdirSync(path.join(import.meta.dirname, '..', '..', 'snapshots', 'snapshot', 'collections')).map(
      (file) =>
        (
          JSON.parse(
            readFileSync(
              path.join(import.meta.dirname, '..', '..', 'snapshots', 'snapshot', 'collections', file),
              'utf8',
            ),
          ) as { collection: string }
        ).collection,
    );

  it('finds no personal data in any table, however deep the question', async () => {
    const names = collections();
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) {
      for (const query of ['fields=*.*.*&limit=-1', 'aggregate[count]=*', 'search=練習太郎&fields=*.*']) {
        const answer = await people.official.get(`/items/${name}?${query}`);
        const text = JSON.stringify(answer.body);
        for (const word of PERSONAL) expect(text, `${name}?${query}`).not.toContain(word);
      }
    }
  });

  it('can read what every panel of the dashboards asks for, in one question', async () => {
    const panels = (await people.official.get('/panels?limit=-1&fields=type,options')).body as {
      data: { type: string; options: { collection?: string; filter?: unknown } }[];
    };
    expect(panels.data.length).toBeGreaterThan(10);
    for (const panel of panels.data) {
      const filter = encodeURIComponent(JSON.stringify(panel.options.filter ?? {}));
      const answer = await people.official.get(
        `/items/${panel.options.collection ?? ''}?fields=id,label,bucket,count,amount,sort&filter=${filter}`,
      );
      expect(answer.status).toBe(200);
      expect(panel.options.collection).toBe('summaries');
    }
  });
});

describe('aggregation, import and relations', () => {
  it('counts for an applicant only own cases', async () => {
    const answer = await people.applicant.get('/items/applications?aggregate[count]=id');
    expect(answer.body).toEqual({ data: [{ count: { id: '2' } }] });
    const filtered = await people.applicant.get(
      `/items/applications?filter[id][_eq]=${cases.other}&aggregate[count]=id`,
    );
    expect(filtered.body).toEqual({ data: [{ count: { id: '0' } }] });
  });

  it.each([...PEOPLE])('takes no import of cases, payments or activity from %s', async (name) => {
    for (const collection of [
      'applications',
      'decisions',
      'payments',
      'case_events',
      'directus_activity',
      'directus_revisions',
      'directus_users',
    ]) {
      const form = new FormData();
      const line = [{ id: cases.granted, state: 'paid', action: 'forged', role: ADMINISTRATOR }];
      form.append('file', new Blob([JSON.stringify(line)], { type: 'application/json' }), 'rows.json');
      const answer = await people[name].upload(`/utils/import/${collection}`, form);
      expect(isRefused(answer), collection).toBe(true);
    }
  });

  it('lets neither officials nor applicants reach through a relation', async () => {
    const reach = [
      [people.applicant, '/items/applications?fields=id,employer.name'],
      [people.applicant, '/items/applications?fields=id,recommended_by.email'],
      [people.applicant, '/items/messages?fields=id,author.email'],
      [people.official, '/items/faqs?fields=id,edited_by.email'],
      [people.official, '/items/summaries?fields=id,programme.versions.*'],
    ] as const;
    for (const [person, url] of reach) {
      const text = JSON.stringify((await person.get(url)).body);
      expect(text, url).not.toMatch(/サンプル|@office|@example/);
    }
    const probe = '/items/applications?filter[employer][name][_contains]=サ';
    expect((await people.applicant.get(probe)).status).toBe(403);
  });
});

describe('files', () => {
  const fileOf = async (application: string): Promise<string> =>
    (await office.sql<{ file: string }[]>`select file from attachments where application = ${application}`)[0]
      ?.file ?? '';
  const sees = (person: Client, id: string): Promise<number> =>
    person.get(`/files/${id}?fields=id`).then(({ status }) => status);

  it('opens the papers of filed cases to those who check them, and of drafts to none of them', async () => {
    const [filed, draft] = [await fileOf(cases.granted), await fileOf(cases.draft)];
    for (const name of ['reception', 'reviewer', 'approver', 'clerk', 'confirmer', 'manager'] as const) {
      expect(await sees(people[name], filed), name).toBe(200);
      expect(await sees(people[name], draft), name).toBe(403);
    }
    for (const name of ['applicant', 'applicant2', 'agent', 'official'] as const) {
      expect(await sees(people[name], filed), name).toBe(403);
      expect((await people[name].get(`/assets/${filed}`)).status, name).toBe(403);
    }
  });

  it('opens nothing before the virus scan is done', async () => {
    const file = await fileOf(cases.other);
    expect(await sees(people.reviewer, file)).toBe(200);
    for (const scan of ['pending', 'infected']) {
      await office.sql`update attachments set scan = ${scan} where file = ${file}`;
      expect(await sees(people.reviewer, file), scan).toBe(403);
      expect(await sees(people.auditor, file), scan).toBe(403);
    }
    await office.sql`update attachments set scan = 'clean' where file = ${file}`;
  });

  it('shows those who pay the passbook and no other paper', async () => {
    const file = await fileOf(cases.granted);
    const kind = async (paper: string): Promise<void> => {
      await office.sql`alter table attachments disable trigger user`;
      await office.sql`update attachments set paper = ${paper} where file = ${file}`;
      await office.sql`alter table attachments enable trigger user`;
    };
    await kind('child_proof');
    for (const name of ['clerk', 'confirmer'] as const) expect(await sees(people[name], file)).toBe(403);
    expect(await sees(people.reviewer, file)).toBe(200);
    await kind('passbook');
    for (const name of ['clerk', 'confirmer'] as const) expect(await sees(people[name], file)).toBe(200);
  });

  it('takes uploads from applicants and officials by no door of Directus', async () => {
    for (const name of [
      'applicant',
      'agent',
      'official',
      'auditor',
      'reviewer',
      'approver',
      'confirmer',
    ] as const) {
      const form = new FormData();
      form.append('title', '証拠');
      form.append('file', new Blob(['%PDF-1.4'], { type: 'application/pdf' }), 'a.pdf');
      expect((await people[name].upload('/files', form)).status, name).toBe(403);
      expect((await people[name].post('/files/import', { url: 'http://127.0.0.1/' })).status, name).toBe(403);
    }
  });
});
