import {
  accessActionLabels,
  duplicateRuleLabels,
  dutyLabels,
  isDuty,
  QUEUE_CODES,
  queues,
  rules,
  signalLabels,
  suspicionKinds,
  suspicionStates,
} from '@grant/schema';
import { describe, expect, it } from 'vitest';
import { read, repositoryFiles } from './repository.ts';

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

interface Entry {
  readonly [key: string]: unknown;
}

function entries(file: string): readonly Entry[] {
  return repositoryFiles(new RegExp(`^${file}$`)).length === 0 ? [] : (JSON.parse(read(file)) as Entry[]);
}

describe('flows', () => {
  it('run nothing, write nothing and open no door', () => {
    const flows = entries('flows/collections/flows.json');
    const operations = entries('flows/collections/operations.json');
    expect(flows.filter((flow) => flow['trigger'] === 'webhook')).toEqual([]);
    const forbidden = ['exec', 'item-create', 'item-update', 'item-delete', 'request'];
    expect(operations.filter((operation) => forbidden.includes(String(operation['type'])))).toEqual([]);
  });
});

describe('a day that is compared with today', () => {
  interface Field {
    readonly type: string;
  }
  // Directus writes the moment in UTC; of that the database takes the day, which is yesterday's in Japan until nine.
  const JAPAN = new Set(['$NOW(+9 hours)', '$NOW(-663 hours)']);

  it('is the day in Japan, in every bookmark and in every flow', () => {
    const wrong: string[] = [];
    let seen = 0;
    const walk = (value: unknown, collection: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, below] of Object.entries(value)) {
        for (const moment of Object.values((below ?? {}) as object)) {
          if (typeof moment !== 'string' || !moment.startsWith('$NOW')) continue;
          const file = `snapshots/snapshot/fields/${collection}/${name}.json`;
          const { type } = JSON.parse(read(file)) as Field;
          seen += 1;
          if (type === 'date' ? !JAPAN.has(moment) : JAPAN.has(moment))
            wrong.push(`${collection}.${name} ${moment}`);
        }
        walk(below, collection);
      }
    };
    for (const preset of entries('snapshots/collections/presets.json'))
      walk(preset['filter'], String(preset['collection']));
    for (const operation of entries('flows/collections/operations.json')) {
      const options = operation['options'] as { collection?: string; query?: object } | null;
      if (options?.collection !== undefined) walk(options.query, options.collection);
    }
    expect(seen).toBeGreaterThan(6);
    expect(wrong).toEqual([]);
  });
});

describe('the dump', () => {
  it('mentions no id that it does not itself define or that ids.json does not fix', () => {
    const files = repositoryFiles(/^(snapshots|flows)\/(collections|snapshot)\/.*\.json$/);
    const known = new Set(read('snapshots/ids.json').match(UUID));
    for (const file of files.filter((name) => /^(snapshots|flows)\/collections\//.test(name))) {
      for (const entry of entries(file)) {
        for (const key of ['_syncId', 'id']) {
          const value = entry[key];
          if (typeof value === 'string') known.add(value);
        }
      }
    }
    const strays = files.flatMap((file) =>
      (read(file).match(UUID) ?? []).filter((id) => !known.has(id)).map((id) => `${file}: ${id}`),
    );
    expect(strays).toEqual([]);
  });

  it('names and explains every stored field in Japanese', () => {
    const japanese = /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u;
    const unsaid = repositoryFiles(/^snapshots\/snapshot\/fields\/(?!directus_).*\.json$/).filter((file) => {
      const { meta, schema } = JSON.parse(read(file)) as {
        meta: { note: string | null; translations: { language: string; translation: string }[] | null };
        schema?: object | null;
      };
      const name = meta.translations?.find(({ language }) => language === 'ja-JP')?.translation ?? '';
      const named = japanese.test(name) || name === 'ID';
      return (schema ?? null) !== null && !(named && japanese.test(meta.note ?? ''));
    });
    expect(unsaid).toEqual([]);
  });

  it('gives no policy to a person', () => {
    const policies = entries('snapshots/collections/policies.json');
    const withUsers = policies.filter((policy) => JSON.stringify(policy['roles'] ?? []).includes('"user"'));
    expect(withUsers).toEqual([]);
  });

  it('logs every collection and restricts every relation', () => {
    const collections = repositoryFiles(/^snapshots\/snapshot\/collections\/.*\.json$/).map(
      (file) =>
        JSON.parse(read(file)) as { collection: string; meta: { accountability: unknown }; schema: unknown },
    );
    const unlogged = collections.filter(
      (entry) => entry.schema !== null && entry.meta.accountability !== 'all',
    );
    expect(unlogged.map((entry) => entry.collection)).toEqual([]);
    const loose = repositoryFiles(/^snapshots\/snapshot\/relations\/.*\.json$/)
      .map((file) => ({ file, relation: JSON.parse(read(file)) as { schema: { on_delete: string } | null } }))
      .filter(
        ({ relation }) =>
          relation.schema !== null && !['RESTRICT', 'NO ACTION'].includes(relation.schema.on_delete),
      );
    expect(loose.map(({ file }) => file)).toEqual([]);
  });

  const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'findings/rule': Object.fromEntries(rules.map(({ code, title }) => [code, title])),
    'duplicate_sets/rule': duplicateRuleLabels,
    'access_log/action': accessActionLabels,
    'signals/code': signalLabels,
    'suspicions/kind': suspicionKinds,
    'suspicions/state': suspicionStates,
  };
  it.each(Object.keys(named))('shows %s by the names of the domain, not by its codes', (field) => {
    const { meta } = JSON.parse(read(`snapshots/snapshot/fields/${field}.json`)) as {
      meta: Record<string, unknown>;
    };
    const namesIn = (part: unknown): Record<string, string> => {
      const { choices } = part as { choices: { value: string; text: string }[] };
      return Object.fromEntries(choices.map(({ value, text }) => [value, text]));
    };
    expect([meta['interface'], meta['display']]).toEqual(['select-dropdown', 'labels']);
    expect(namesIn(meta['options'])).toEqual(named[field]);
    expect(namesIn(meta['display_options'])).toEqual(named[field]);
  });
});

describe('duties', () => {
  const ids = JSON.parse(read('snapshots/ids.json')) as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;

  it.each(['roles', 'policies'])('are called in the %s as they are everywhere', (kind) => {
    const named = new Map(
      entries(`snapshots/collections/${kind}.json`).map((one) => [String(one['_syncId']), one['name']]),
    );
    const found = Object.entries(ids[kind] ?? {}).filter(([duty]) => isDuty(duty));
    expect(found.length).toBeGreaterThan(10);
    expect(Object.fromEntries(found.map(([duty, id]) => [duty, named.get(id)]))).toEqual(
      Object.fromEntries(found.map(([duty]) => [duty, dutyLabels[duty as keyof typeof dutyLabels]])),
    );
  });

  it('are called so wherever one is chosen', () => {
    for (const file of ['case_events/duty', 'personnel/duties']) {
      const { options } = (JSON.parse(read(`snapshots/snapshot/fields/${file}.json`)) as Entry)['meta'] as {
        options: { choices: readonly { text: string; value: keyof typeof dutyLabels }[] };
      };
      expect(options.choices.filter(({ value, text }) => dutyLabels[value] !== text)).toEqual([]);
    }
  });

  it('have a bookmark for every state in which it is their turn', () => {
    // Others' cases, what is late, letters, cards, messages, duplicates and lost papers wait for another reason than whose turn it is.
    const turns = QUEUE_CODES.filter(
      (code) =>
        !['others', 'late', 'unposted', 'uncarded', 'unread', 'duplicates', 'lost'].includes(
          queues[code].only ?? '',
        ),
    );
    const marks = entries('snapshots/collections/presets.json').filter(
      (preset) => preset['collection'] === 'applications' && preset['filter'] !== null,
    );
    const missing = turns.flatMap((code) =>
      queues[code].duties.flatMap((duty) =>
        queues[code].states
          .filter(
            (state) =>
              !marks.some(
                (preset) =>
                  preset['role'] === ids['roles']?.[duty] &&
                  JSON.stringify(preset['filter']).includes(`"${state}"`),
              ),
          )
          .map((state) => `${duty}: ${state}`),
      ),
    );
    expect(missing).toEqual([]);
  });
});
