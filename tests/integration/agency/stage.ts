/** An agent with its employers, as the tests of 手続代行 meet them over HTTP. */
import { verbs, type VerbName, type VerbOutput } from '@grant/schema';
import { practicePaper } from '@grant/scripts/seed/paper';
import { refusalCode, type Answer, type Client, type Office } from '../../fixtures/office.ts';

/** What a verb answered, by the verb's own shape. @throws ZodError when it refused */
export function read<N extends VerbName>(name: N, answer: Answer): VerbOutput<N> {
  const code = refusalCode(answer);
  if (code !== undefined) throw new Error(`${name}: ${code} ${JSON.stringify(answer.body)}`);
  return verbs[name].output.parse((answer.body as { data: unknown }).data) as VerbOutput<N>;
}

export const PROFILE = {
  name: '代行 太郎',
  office: '代行社会保険労務士事務所',
  qualification: '社会保険労務士',
  registrationNumber: '第09260009号',
  phone: '028-600-1111',
};

/** A form with one paper, as a browser sends it. */
export function formOf(fields: Readonly<Record<string, string>>, mark: string): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('file', new Blob([practicePaper(['PAPER', mark])], { type: 'application/pdf' }), '写し.pdf');
  return form;
}

export interface Declared {
  readonly employerName: string;
  readonly principalEmail?: string;
  /** Given by a corporation; without it the mandate is of a sole proprietor. */
  readonly corporateNumber?: string;
  readonly endsOn?: string;
  /** The same key again is the same declaration again. */
  readonly idempotencyKey?: string;
}

/** Declares a mandate; the agent's profile is entered before the first. */
export async function declare(agent: Client, given: Declared): Promise<string> {
  const { profile } = read('client.list', await agent.get('/grants/clients'));
  if (profile === null) await agent.post('/grants/clients/profile', PROFILE);
  const fields = {
    idempotencyKey: crypto.randomUUID(),
    startsOn: '2026-04-01',
    endsOn: '2027-03-31',
    employerKind: given.corporateNumber === undefined ? 'sole_owner' : 'corporation',
    ...given,
  };
  const answer = await agent.upload('/grants/mandates', formOf(fields, given.employerName.length.toString()));
  return read('mandate.declare', answer).id;
}

/** A mandate that the desk has confirmed. */
export async function mandated(office: Office, agent: Client, given: Declared): Promise<string> {
  const id = await declare(agent, given);
  const desk = await office.signIn('reception');
  read('mandate.confirm', await desk.post(`/grants/mandates/${id}/confirm`, {}));
  return id;
}

/** A draft under a mandate. */
export async function startUnder(agent: Client, mandate: string, key: string): Promise<string> {
  const answer = await agent.post('/grants/applications', { idempotencyKey: key, mandate });
  return read('application.start', answer).id;
}
