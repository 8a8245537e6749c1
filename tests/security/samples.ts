/** An input that a verb takes, made from its own shape: so that a new verb is tried without anybody remembering it. */
import { verbOf, type VerbName } from '@grant/schema';
import { z } from 'zod';

interface Shape {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
}

/** Texts for patterns and transforms that a shape does not describe well enough to make one up. */
const WORDS = [
  '1',
  'sample-text-for-tests',
  '2026-07-15',
  '2026-07-15T10:00:00+09:00',
  'stranger@example.jp',
  '028-600-9999',
  '3210905',
  '5010401067252',
  '0129',
  '123456',
  '53100123451',
  'ABCDEFGHIJKLMNOP',
  'a'.repeat(64),
];

function text(shape: Shape, key: string): string {
  if (shape.format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  const fits = (word: string): boolean =>
    (shape.pattern === undefined || new RegExp(shape.pattern, 'u').test(word)) &&
    word.length >= (shape.minLength ?? 0);
  if (/email/iu.test(key)) return 'stranger@example.jp';
  if (/(On|on|From|To|day)$/u.test(key) && fits('2026-07-15')) return '2026-07-15';
  if (/phone/iu.test(key)) return '028-600-9999';
  if (/postal/iu.test(key)) return '3210905';
  if (/trackingNumber/u.test(key)) return '53100123451';
  return WORDS.find(fits) ?? 'sample-text-for-tests';
}

function sample(shape: Shape, key = ''): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  if (shape.anyOf !== undefined) return sample(shape.anyOf[0] ?? {}, key);
  const type = typeof shape.type === 'string' ? shape.type : shape.type?.[0];
  if (type === 'object') {
    const required = new Set(shape.required ?? []);
    return Object.fromEntries(
      Object.entries(shape.properties ?? {})
        .filter(([name]) => required.has(name))
        .map(([name, inner]) => [name, sample(inner, name)]),
    );
  }
  if (type === 'array') return shape.items === undefined ? [] : [sample(shape.items, key)];
  if (type === 'integer' || type === 'number') return Math.max(0, shape.minimum ?? 0);
  if (type === 'boolean') return true;
  return text(shape, key);
}

/** A body or query that passes the verb's own shape (path parameters included). */
export function sampleInput(name: VerbName): Record<string, unknown> {
  const shape = z.toJSONSchema(verbOf(name).input, { io: 'input', unrepresentable: 'any' }) as Shape;
  return sample({ ...shape, type: 'object' }) as Record<string, unknown>;
}
