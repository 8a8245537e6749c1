import type { Row } from './ports.ts';

/** 列と名前の対応: `amount_total` (database) is `amountTotal` (TypeScript), mechanically and in both directions. */
export function camelKey(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** The column of a TypeScript key. */
export function snakeKey(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

// The driver gives `date` as midnight of the process' zone; the local parts are the civil date whatever the zone.
function civilDate(value: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
}

// Money and counters may be bigint columns, which the driver gives as text. Whole yen stay far below 2^53.
const NUMBERS = /(^|_)(amount|amount_max|items|total|capital|fee|bytes|serial|seq|count|max)(_|$)/;

// Moments are named so; every other date column is a day.
const INSTANTS = /(^|_)(at|since)$|^date_/;

function valueOf(column: string, value: unknown): unknown {
  if (value instanceof Date) return INSTANTS.test(column) ? value.toISOString() : civilDate(value);
  if (typeof value === 'string' && NUMBERS.test(column) && /^-?\d+$/.test(value)) return Number(value);
  return value;
}

/**
 * A database row as the shape `T`. The cast is made here once: `T` is the repository's own description of the table,
 * and the integration tests read every table through it.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the one place where rows get a type
export function fromRow<T>(row: object): T {
  const entries = Object.entries(row).map(([column, value]) => [camelKey(column), valueOf(column, value)]);
  return Object.fromEntries(entries) as T;
}

/** Keys of a TypeScript object as columns; `undefined` is left out, `null` is kept. */
export function toRow(value: object): Row {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .map(([key, content]) => [snakeKey(key), content]),
  );
}
