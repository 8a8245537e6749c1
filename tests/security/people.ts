/** Who signs in for the permission tests, and what the office holds while they try. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AccountName } from '@grant/scripts/accounts';
import { type Client, type Office, startOffice } from '../fixtures/office.ts';
import { acting } from '../integration/database/act.ts';
import { grantCase, startCase, step, submitCase } from '../integration/database/case-path.ts';
import { declaredMandate } from '../integration/database/mandate-path.ts';
import { type World, buildWorld } from '../integration/database/world.ts';

/** One account for each duty, and a second applicant. */
export const PEOPLE = [
  'applicant',
  'applicant2',
  'agent',
  'reception',
  'reviewer',
  'approver',
  'clerk',
  'confirmer',
  'manager',
  'official',
  'auditor',
] as const satisfies readonly AccountName[];

export type Person = (typeof PEOPLE)[number];
export type People = Readonly<Record<Person, Client>>;

/**
 * An office without our extension: its fences would refuse first and hide a permission that is too wide. What holds
 * here holds by Directus' permissions and the database alone.
 */
export function officeOfPermissions(): Promise<Office> {
  return startOffice({ env: { EXTENSIONS_PATH: mkdtempSync(path.join(tmpdir(), 'no-extension-')) } });
}

/** Signs everybody in. */
export async function everybody(office: Office): Promise<People> {
  const clients = await Promise.all(PEOPLE.map(async (name) => [name, await office.signIn(name)] as const));
  return Object.fromEntries(clients) as Record<Person, Client>;
}

export interface Cases {
  readonly world: World;
  /** Of `applicant`: decided, with a correction, a letter and a live account. */
  readonly granted: string;
  /** Of `applicant`: not submitted. */
  readonly draft: string;
  /** Of `applicant2`: submitted. */
  readonly other: string;
  /** Of `applicant2`, acted for by `agent`: not submitted. */
  readonly mandated: string;
}

function idOf(office: Office, name: AccountName): string {
  const account = office.accounts[name];
  if (account === undefined) throw new Error(`no account ${name}`);
  return account.id;
}

/** Cases of two applicants with a row in every part that holds personal data. */
export async function buildCases(office: Office): Promise<Cases> {
  const { sql } = office;
  const built = await buildWorld(sql);
  const withApplicant = (applicant: string): World => ({ ...built, people: { ...built.people, applicant } });
  const first = withApplicant(idOf(office, 'applicant'));
  const second = withApplicant(idOf(office, 'applicant2'));

  const granted = await startCase(sql, first, {
    employee_name: '練習太郎',
    contact_email: 'kakasu@example.jp',
  });
  await addParts(office, granted, '一件目', 'applicant');
  await submitCase(sql, first, granted);
  await leadToGrant(office, first, granted);
  const draft = await startCase(sql, first);
  await addParts(office, draft, '下書き', 'applicant');
  const other = await startCase(sql, second, { employee_name: '練習次郎' });
  await addParts(office, other, '二件目', 'applicant2');
  await submitCase(sql, second, other);
  await askCorrection(office, second, other);
  const mandated = await startMandated(office, second);
  return { world: first, granted, draft, other, mandated };
}

/** A draft that the agent has started for the second applicant, by a mandate that employer has confirmed. */
async function startMandated(office: Office, { people, programme, version }: World): Promise<string> {
  const { sql } = office;
  const agent = idOf(office, 'agent');
  const principalEmail = office.accounts.applicant2?.email ?? '';
  const mandate = await declaredMandate(sql, { agent, reception: people.reception, principalEmail });
  await acting(sql, { actor: people.applicant }, async (trx) => {
    await trx`update mandates set state = 'confirmed', principal = ${people.applicant} where id = ${mandate}`;
  });
  const id = randomUUID();
  const row = {
    id,
    state: 'draft',
    channel: 'online',
    practice: true,
    programme,
    programme_version: version,
  };
  await acting(sql, { event: 'start', duty: 'agent', actor: agent }, async (trx) => {
    await trx`insert into applications ${trx({ ...row, agent, mandate, applicant: people.applicant })}`;
  });
  return id;
}

async function addParts(
  office: Office,
  application: string,
  text: string,
  owner: AccountName,
): Promise<void> {
  const { sql } = office;
  const applicant = idOf(office, owner);
  await acting(sql, { actor: applicant, duty: 'applicant', event: 'submit' }, async (trx) => {
    await trx`insert into drafts ${trx({ id: randomUUID(), application, form_version: '1', answers: '{}', sealed: `封印 ${text}`, revision: 1 })}`;
    await trx`insert into leave_periods ${trx({ id: randomUUID(), application, part: 1, kind: 'childcare', start_on: '2026-05-01', end_on: '2026-06-10' })}`;
    const file = randomUUID();
    await trx`insert into directus_files ${trx({ id: file, storage: 'local', filename_disk: `${file}.pdf`, filename_download: 'passbook.pdf', title: text, type: 'application/pdf' })}`;
    await trx`insert into attachments ${trx({ id: randomUUID(), application, paper: 'passbook', file, original_name: 'passbook.pdf', status: 'received', scan: 'clean' })}`;
    await trx`insert into messages ${trx({ id: randomUUID(), application, direction: 'to_office', body: text, author: applicant, sent_at: '2026-11-20T03:00:00Z' })}`;
    for (const kind of ['receipt', 'grant']) {
      await trx`insert into letters ${trx({ id: randomUUID(), application, kind, number: `${kind}-${application}`.slice(0, 40), state: 'made', made_at: '2026-11-21T03:00:00Z' })}`;
    }
  });
}

/** Takes a submitted case into review and asks its applicant for one correction. */
async function askCorrection(office: Office, world: World, id: string): Promise<void> {
  const { reviewer } = world.people;
  await step(office.sql, id, { event: 'take', to: 'in_review', duty: 'reviewer', actor: reviewer });
  await step(office.sql, id, {
    event: 'request_correction',
    to: 'correction_requested',
    duty: 'reviewer',
    actor: reviewer,
    also: async (trx) => {
      const correction = randomUUID();
      await trx`insert into corrections ${trx({ id: correction, application: id, round: 1, note: '補正', due_on: '2026-12-01' })}`;
      await trx`insert into correction_items ${trx({ id: randomUUID(), correction, target_kind: 'field', target: 'employerName', reason: '確認' })}`;
    },
  });
}

/** The applicant answers, the reviewer recommends, the approver grants. */
async function leadToGrant(office: Office, world: World, id: string): Promise<void> {
  const { applicant, reviewer } = world.people;
  await askCorrection(office, world, id);
  await step(office.sql, id, {
    event: 'answer_correction',
    to: 'in_review',
    duty: 'applicant',
    actor: applicant,
    also: async (trx) => {
      await trx`update corrections set state = 'answered' where application = ${id}`;
    },
  });
  await step(office.sql, id, {
    event: 'recommend',
    to: 'recommended',
    duty: 'reviewer',
    actor: reviewer,
    set: { recommendation: 'grant' },
  });
  await grantCase(office.sql, world, id);
}
