/**
 * Writes docs/permissions.md from the dump: what each role may do with each collection, and under which condition.
 *
 * The document is never edited by hand; `--check` fails when it does not say what the dump says.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ROOT } from './environment.ts';

const DOCUMENT = path.join('docs', 'permissions.md');
const ACTIONS = ['read', 'create', 'update', 'delete'] as const;
const MARKS: Readonly<Record<(typeof ACTIONS)[number], string>> = {
  read: '閲',
  create: '作',
  update: '変',
  delete: '削',
};

const Rule = z.record(z.string(), z.unknown()).nullable();
const Permission = z.object({
  action: z.enum([...ACTIONS, 'share']),
  collection: z.string(),
  fields: z.array(z.string()).nullable(),
  permissions: Rule,
  policy: z.string(),
  presets: Rule,
  validation: Rule,
});
const Policy = z.object({
  _syncId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  admin_access: z.boolean(),
  app_access: z.boolean(),
  roles: z.array(z.object({ role: z.string().nullable() })),
});
const Role = z.object({ _syncId: z.string(), name: z.string(), description: z.string().nullable() });
const Collection = z.object({
  collection: z.string(),
  meta: z.object({ translations: z.array(z.object({ translation: z.string() })).nullable() }).nullable(),
});

const Field = z.object({
  field: z.string(),
  meta: z.object({ special: z.array(z.string()).nullable() }).nullable(),
});

export type Grant = z.infer<typeof Permission>;
type Held = Grant & { readonly whole: boolean };
type Holder = z.infer<typeof Role> & { readonly admin: boolean; readonly grants: readonly Held[] };

/** Everything the document is made from. */
export interface AccessDump {
  readonly policies: readonly z.infer<typeof Policy>[];
  readonly roles: readonly z.infer<typeof Role>[];
  readonly permissions: readonly Grant[];
  /** Japanese name of each collection of ours. */
  readonly labels: ReadonlyMap<string, string>;
  /** Columns of each collection of ours, without the parts of a form that hold no data. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the access part of the dump.
 * @throws ZodError when a file is not what directus-sync writes.
 */
export function readAccessDump(folder: string = path.join(ROOT, 'snapshots')): AccessDump {
  const rows = <T extends z.ZodType>(name: string, shape: T): z.infer<T>[] =>
    z.array(shape).parse(JSON.parse(readFileSync(path.join(folder, 'collections', `${name}.json`), 'utf8')));
  const labels = new Map<string, string>();
  const columns = new Map<string, string[]>();
  for (const file of jsonFiles(path.join(folder, 'snapshot', 'collections'))) {
    const { collection, meta } = Collection.parse(JSON.parse(readFileSync(file, 'utf8')));
    labels.set(collection, meta?.translations?.[0]?.translation ?? collection);
    const fields = jsonFiles(path.join(folder, 'snapshot', 'fields', collection)).map((field) =>
      Field.parse(JSON.parse(readFileSync(field, 'utf8'))),
    );
    columns.set(
      collection,
      fields.filter(({ meta: form }) => !(form?.special ?? []).includes('no-data')).map(({ field }) => field),
    );
  }
  return {
    policies: rows('policies', Policy),
    roles: rows('roles', Role),
    permissions: rows('permissions', Permission),
    labels,
    columns,
  };
}

function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(folder, name));
}

function holders(dump: AccessDump): Holder[] {
  return dump.roles
    .filter((role) => !role._syncId.startsWith('_sync_'))
    .map((role) => {
      const held = dump.policies.filter((policy) =>
        policy.roles.some((entry) => entry.role === role._syncId),
      );
      const ids = new Set(held.map((policy) => policy._syncId));
      return {
        ...role,
        admin: held.some((policy) => policy.admin_access),
        grants: dump.permissions
          .filter((permission) => ids.has(permission.policy))
          .map((permission) => ({ ...permission, whole: isWhole(permission, dump) })),
      };
    });
}

function isOpen(rule: Record<string, unknown> | null): boolean {
  return rule === null || Object.keys(rule).length === 0;
}

/** Every row and every column, whether by `*` or by naming them all. */
function isWhole(grant: Grant, dump: AccessDump): boolean {
  if (!isOpen(grant.permissions) || grant.fields === null) return false;
  const named = new Set(grant.fields);
  const known = dump.columns.get(grant.collection);
  return named.has('*') || (known !== undefined && known.every((column) => named.has(column)));
}

function cell(holder: Holder, collection: string): string {
  if (holder.admin) return '全';
  return ACTIONS.map((action) => {
    const found = holder.grants.filter((grant) => grant.collection === collection && grant.action === action);
    if (found.length === 0) return '';
    return MARKS[action] + (found.some((grant) => grant.whole) ? '' : '△');
  }).join('');
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function conditions(holder: Holder): string[] {
  const limited = holder.grants.filter(
    (grant) => !grant.whole || !isOpen(grant.presets) || !isOpen(grant.validation),
  );
  const lines = limited.map((grant) => {
    const columns = grant.fields?.includes('*')
      ? 'すべての列'
      : (grant.fields ?? []).map((f) => `\`${f}\``).join(' ');
    const rows = isOpen(grant.permissions) ? 'すべての行' : `\`${JSON.stringify(grant.permissions)}\``;
    const forced = isOpen(grant.presets) ? '' : `<br>自動で入る値: \`${JSON.stringify(grant.presets)}\``;
    const checked = isOpen(grant.validation) ? '' : `<br>値の条件: \`${JSON.stringify(grant.validation)}\``;
    const action = grant.action === 'share' ? '共有' : MARKS[grant.action];
    return `| ${grant.collection} | ${action} | ${escape(rows)}${escape(forced + checked)} | ${escape(columns)} |`;
  });
  return [...new Set(lines)].sort();
}

/** The whole document (権限表), Markdown in Japanese. */
export function permissionMatrix(dump: AccessDump): string {
  const people = holders(dump);
  const named = new Set(dump.permissions.map((permission) => permission.collection));
  const collections = [...named].sort((a, b) => a.localeCompare(b, 'en'));
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# 権限表（役割ごとに、どの台帳へ何ができるか）',
    '',
    '<!-- prettier-ignore-start -->',
    '',
    'この文書は `snapshots/collections/` の権限の定義から生成しています。手で直さず、`node scripts/src/permission-matrix.ts` で作り直してください（`--check` は差があるかだけを調べます）。',
    '',
    '- 閲＝閲覧、作＝作成、変＝変更、削＝削除。△は行または列が限られることを示し、条件は後の表に記します。',
    '- 状態・金額・決定・支払の列は、どの役割も台帳から直接は変更できません。審査画面などの手続（Verb）だけが、担当の確認を経て変更します。',
    '- 口座番号の暗号文と照合用の値、下書きの封印欄、振込データの本体は、どの役割も台帳からは閲覧できません。',
    '- サインインしていない人に許可する権限はありません。',
    '- 管理画面を使う役割には、自分の表示設定・通知・操作履歴など Directus が定める最小の権限が加わります。',
    '- 「全」は構成を管理する役割です。データベースの制約により、管理者でも状態の変更・決定・支払は行えません。',
    '',
    '## 役割',
    '',
    row(['役割', '説明', '権限（ポリシー）']),
    row(['---', '---', '---']),
    ...people.map((holder) => {
      const held = dump.policies.filter((policy) =>
        policy.roles.some((entry) => entry.role === holder._syncId),
      );
      return row([holder.name, holder.description ?? '', held.map((policy) => policy.name).join('、')]);
    }),
    '',
    '## 台帳ごとの権限',
    '',
    row(['台帳', ...people.map((holder) => holder.name)]),
    row(['---', ...people.map(() => '---')]),
    ...collections.map((name) => {
      const label = dump.labels.get(name);
      const title = label === undefined ? `\`${name}\`` : `${label}<br>\`${name}\``;
      return row([title, ...people.map((holder) => cell(holder, name))]);
    }),
    '',
    '## 行と列の条件（△）',
    ...people.flatMap((holder) => {
      const lines = conditions(holder);
      if (lines.length === 0) return [];
      return [
        '',
        `### ${holder.name}`,
        '',
        row(['台帳', '操作', '行', '列']),
        row(['---', '---', '---', '---']),
        ...lines,
      ];
    }),
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n');
}

/** Writes the document, or with `--check` only compares; answers the exit code. */
export function main(args: readonly string[], root: string = ROOT): number {
  if (args.includes('--help')) {
    process.stdout.write(
      'node scripts/src/permission-matrix.ts [--check]\n  Writes docs/permissions.md from snapshots/collections.\n',
    );
    return 0;
  }
  const target = path.join(root, DOCUMENT);
  const wanted = permissionMatrix(readAccessDump(path.join(root, 'snapshots')));
  if (!args.includes('--check')) {
    writeFileSync(target, wanted);
    return 0;
  }
  if (existsSync(target) && readFileSync(target, 'utf8') === wanted) return 0;
  process.stderr.write(
    `${DOCUMENT} は権限の定義と違います。node scripts/src/permission-matrix.ts を実行してください。\n`,
  );
  return 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));
