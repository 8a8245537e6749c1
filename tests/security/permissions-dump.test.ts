/** What must hold of the dump itself, whatever a later change in Studio says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '@grant/scripts/environment';
import { main, readAccessDump } from '@grant/scripts/permission-matrix';
import { describe, expect, it } from 'vitest';

const dump = readAccessDump();
const SEALED: readonly (readonly [string, string])[] = [
  ['bank_accounts', 'number_sealed'],
  ['bank_accounts', 'number_index'],
  ['bank_accounts', 'content_hash'],
  ['drafts', 'sealed'],
  ['payment_batches', 'file_body'],
  ['payments', 'content_hash'],
  ['confirmations', 'content_hash'],
  ['confirmations', 'entry_index'],
];
/** Tables that only verbs and the database write. */
const VERBS_ONLY = [
  'applications',
  'attachments',
  'drafts',
  'judgements',
  'findings',
  'duplicate_sets',
  'duplicate_members',
  'suspicions',
  'signals',
  'list_imports',
  'list_rows',
  'list_matches',
  'corrections',
  'correction_items',
  'reviews',
  'decisions',
  'approvals',
  'letters',
  'mailings',
  'custody_entries',
  'scans',
  'messages',
  'bank_accounts',
  'obligations',
  'payments',
  'payment_batches',
  'confirmations',
  'transfer_results',
  'ledger_entries',
  'fund_requests',
  'bank_statement_lines',
  'statement_matches',
  'reconciliations',
  'settlements',
  'case_events',
  'access_log',
  'summaries',
  'exports',
  'faq_publications',
  'consultation_answers',
];

interface Row {
  readonly [key: string]: unknown;
}

function rows(folder: 'snapshots' | 'flows', name: string): Row[] {
  return JSON.parse(readFileSync(path.join(ROOT, folder, 'collections', `${name}.json`), 'utf8')) as Row[];
}

describe('permissions', () => {
  it.each(SEALED)('name %s.%s in no list of columns, and no list there is open', (collection, column) => {
    const found = dump.permissions.filter((permission) => permission.collection === collection);
    expect(found.length).toBeGreaterThan(0);
    for (const { fields, policy } of found) {
      expect(fields, policy).not.toContain(column);
      expect(fields, policy).not.toContain('*');
    }
  });

  it('write nothing that belongs to a verb, and delete nothing', () => {
    const writing = dump.permissions.filter(({ action }) => action !== 'read');
    expect(writing.length).toBeGreaterThan(0);
    expect(writing.filter(({ collection }) => VERBS_ONLY.includes(collection))).toEqual([]);
    expect(writing.filter(({ action }) => action === 'delete' || action === 'share')).toEqual([]);
    expect(writing.filter(({ fields }) => fields === null || fields.includes('*'))).toEqual([]);
  });

  it('belong to a policy that a role holds; the public one has none', () => {
    const held = new Set(
      dump.policies.filter(({ roles }) => roles.some(({ role }) => role !== null)).map((p) => p._syncId),
    );
    expect(dump.permissions.filter(({ policy }) => !held.has(policy))).toEqual([]);
    const open = dump.policies.filter(({ roles }) => roles.some(({ role }) => role === null));
    expect(open.map((policy) => [policy._syncId, policy.app_access, policy.admin_access])).toEqual([
      ['_sync_default_public_policy', false, false],
    ]);
  });

  it('give administration to the administrator alone', () => {
    const admins = dump.policies.filter(({ admin_access }) => admin_access).map((policy) => policy._syncId);
    expect(new Set(admins)).toEqual(
      new Set(['10000000-0000-4000-8000-00000000000b', '_sync_default_admin_policy']),
    );
  });

  it('are told in docs/permissions.md as they are', () => {
    expect(main(['--check'])).toBe(0);
  });
});

describe('dashboards and lists', () => {
  it('ask only the summaries, never a table of cases', () => {
    const asked = rows('snapshots', 'panels').map((panel) => (panel['options'] as Row)['collection']);
    expect(new Set(asked)).toEqual(new Set(['summaries']));
  });

  it('tell real and practice figures apart in every panel', () => {
    for (const panel of rows('snapshots', 'panels')) {
      const real = panel['dashboard'] === '40000000-0000-4000-8000-000000000001';
      expect(JSON.stringify((panel['options'] as Row)['filter'])).toContain(
        `{"practice":{"_eq":${String(!real)}}}`,
      );
    }
  });
});

describe('settings', () => {
  it('let people register as applicants only, after their address is confirmed', () => {
    expect(rows('snapshots', 'settings')[0]).toMatchObject({
      public_registration: true,
      public_registration_verify_email: true,
      public_registration_role: '20000000-0000-4000-8000-000000000001',
      auth_password_policy: '/^.{12,}$/',
      auth_login_attempts: 10,
      default_language: 'ja-JP',
    });
  });
});

describe('flows', () => {
  it('only read, count and notify', () => {
    const kinds = new Set(rows('flows', 'operations').map((operation) => operation['type']));
    const allowed = new Set([
      'item-read',
      'transform',
      'condition',
      'trigger',
      'notification',
      'log',
      'mail',
    ]);
    expect([...kinds].filter((kind) => !allowed.has(String(kind)))).toEqual([]);
    expect(rows('flows', 'flows').filter((flow) => flow['trigger'] === 'webhook')).toEqual([]);
    expect(kinds.size).toBeGreaterThan(0);
  });
});
