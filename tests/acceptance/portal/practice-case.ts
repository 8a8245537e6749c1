/** The practice cases as the tests of the portal find them, by state and owner. */
import { verbs, type Answers, type CaseState, type VerbName, type VerbOutput } from '@grant/schema';
import type { Client, Office } from '../../fixtures/office.ts';
import { PDF } from './applicant.ts';

/** What a verb answered, by the verb's own shape. @throws ZodError when it is no such answer */
export function answered<N extends VerbName>(name: N, body: unknown): VerbOutput<N> {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  return verbs[name].output.parse(data) as VerbOutput<N>;
}

/** Id of a practice case of the applicant in this state. @throws Error when there is none */
export async function caseIn(office: Office, state: CaseState): Promise<string> {
  const [found] = await office.sql`
    select a.id from applications a join directus_users u on u.id = a.applicant
     where a.state = ${state} and u.email = ${office.accounts.applicant?.email ?? ''}
     order by a.receipt_number limit 1`;
  if (found === undefined) throw new Error(`no practice case is ${state}`);
  return String(found['id']);
}

/** A new draft with these answers, of an agent under this mandate; answers its id. */
export async function draftWith(
  person: Client,
  key: string,
  answers: Answers,
  mandate?: string,
): Promise<string> {
  const started = await person.post('/grants/applications', { idempotencyKey: key, mandate });
  const { id, revision } = answered('application.start', started.body);
  const saved = await person.post(`/grants/applications/${id}/save`, { revision, answers });
  answered('application.save', saved.body);
  return id;
}

/** A draft with these answers and every paper they call for: all that is left is to look and to file. */
export async function readyDraft(
  person: Client,
  key: string,
  answers: Answers,
  mandate?: string,
): Promise<string> {
  const id = await draftWith(person, key, answers, mandate);
  const checked = await person.get(`/grants/applications/${id}/check`);
  for (const { paper } of answered('application.check', checked.body).missingPapers) {
    const form = new FormData();
    form.set('paper', paper);
    form.set('file', new Blob([new Uint8Array(PDF)], { type: 'application/pdf' }), `${paper}.pdf`);
    answered('attachment.add', (await person.upload(`/grants/applications/${id}/attachments`, form)).body);
  }
  return id;
}
