/** The made-up people of a practice office: one for each duty, and the second ones that four-eyes needs. */
import type { Sql } from 'postgres';
import { makePassword } from './keys.ts';
import { type PersonDuty, roleIds } from './duties.ts';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly duty: PersonDuty;
}

interface Person {
  readonly duty: PersonDuty;
  readonly family: string;
  readonly given: string;
}

/** Key = local part of the mail address at office.example.jp (a reserved name Directus accepts); also how tests and tools name the person. */
const PEOPLE = {
  applicant: { duty: 'applicant', family: '申請', given: '花子' },
  applicant2: { duty: 'applicant', family: '申請', given: '次郎' },
  agent: { duty: 'agent', family: '代行', given: '社労' },
  reception: { duty: 'reception', family: '受付', given: '一郎' },
  reviewer: { duty: 'reviewer', family: '審査', given: '良子' },
  reviewer2: { duty: 'reviewer', family: '審査', given: '副子' },
  approver: { duty: 'approver', family: '決裁', given: '正' },
  approver2: { duty: 'approver', family: '決裁', given: '副' },
  clerk: { duty: 'payment_clerk', family: '支払', given: '進' },
  confirmer: { duty: 'payment_confirmer', family: '確認', given: '光' },
  confirmer2: { duty: 'payment_confirmer', family: '確認', given: '守' },
  manager: { duty: 'manager', family: '統括', given: '誠' },
  official: { duty: 'official', family: '県庁', given: '務' },
  auditor: { duty: 'auditor', family: '監査', given: '実' },
  administrator: { duty: 'administrator', family: '管理', given: '司' },
} as const satisfies Record<string, Person>;

/** Name of a practice account. */
export type AccountName = keyof typeof PEOPLE;

/** All practice accounts by name. */
export type Accounts = Readonly<Partial<Record<AccountName, Account>>>;

/** Mail address of a practice account. */
export function mailOf(name: AccountName): string {
  return `${name}@office.example.jp`;
}

interface Creation {
  readonly url: string;
  readonly token: string;
  readonly sql: Sql;
  /** Accounts of an earlier start with their passwords, which only the data folder knows. */
  readonly known: Accounts;
}

function isName(value: string): value is AccountName {
  return Object.hasOwn(PEOPLE, value);
}

/**
 * Creates the accounts that are missing, through Directus' own API, and answers all of them. An account whose
 * password is no longer known gets a new one. Roles that the configuration does not hold yet are passed over.
 */
export async function ensureAccounts(context: Creation): Promise<Accounts> {
  const names = Object.keys(PEOPLE).filter(isName);
  const roles = await context.sql<{ id: string }[]>`select id from directus_roles`;
  const present = new Set(roles.map((role) => role.id));
  const users = await context.sql<{ id: string; email: string }[]>`
    select id, email from directus_users where email = any(${names.map(mailOf)})`;
  const byMail = new Map(users.map((user) => [user.email, user.id]));

  const accounts: Partial<Record<AccountName, Account>> = {};
  const missing: AccountName[] = [];
  for (const name of names) {
    const person = PEOPLE[name];
    if (!present.has(roleIds[person.duty])) continue;
    const known = context.known[name];
    const id = byMail.get(mailOf(name));
    if (id !== undefined && known?.id === id) accounts[name] = known;
    else missing.push(name);
  }
  await Promise.all(
    missing.map(async (name) => {
      accounts[name] = await writeAccount(name, byMail.get(mailOf(name)), context);
    }),
  );
  return Object.fromEntries(names.flatMap((name) => (accounts[name] ? [[name, accounts[name]]] : [])));
}

async function writeAccount(name: AccountName, id: string | undefined, context: Creation): Promise<Account> {
  const person = PEOPLE[name];
  const password = makePassword();
  const path = id === undefined ? '/users' : `/users/${id}`;
  const response = await fetch(`${context.url}${path}`, {
    method: id === undefined ? 'POST' : 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${context.token}` },
    body: JSON.stringify({
      email: mailOf(name),
      password,
      first_name: person.given,
      last_name: person.family,
      role: roleIds[person.duty],
      status: 'active',
      language: 'ja-JP',
    }),
  });
  if (!response.ok) throw new Error(`Account ${name}: ${String(response.status)} ${await response.text()}`);
  const [row] = await context.sql<
    { id: string }[]
  >`select id from directus_users where email = ${mailOf(name)}`;
  if (row === undefined) throw new Error(`Account ${name} was not created`);
  return {
    id: row.id,
    email: mailOf(name),
    password,
    name: `${person.family} ${person.given}`,
    duty: person.duty,
  };
}
