import { textOf, type ByteSet, type TextKind } from './charset.ts';
import { fault, type ZenginFault } from './faults.ts';
import { DATA, DATA_WITH_EDI, EDI_MARK_AT, END, HEADER, TRAILER, type Field } from './layout.ts';

const EDI_MARK = 0x59;

/** The rows of the layout by which a record is read. */
export function fieldsOf(bytes: Uint8Array): readonly Field[] | undefined {
  switch (textOf(bytes.subarray(0, 1))) {
    case '1':
      return HEADER;
    case '2':
      return bytes[EDI_MARK_AT - 1] === EDI_MARK ? DATA_WITH_EDI : DATA;
    case '8':
      return TRAILER;
    case '9':
      return END;
    default:
      return undefined;
  }
}

/** The text of one field as it stands in the record, fillers included. */
export function fieldText(bytes: Uint8Array, row: Field): string {
  return textOf(bytes.subarray(row.at - 1, row.at - 1 + row.width));
}

/** The text of one field by name; the field must be in the record. */
export function namedText(bytes: Uint8Array, fields: readonly Field[], name: string): string {
  return fieldText(bytes, fields.find((candidate) => candidate.name === name) as Field);
}

function checkDigits(line: number, row: Field, found: string): ZenginFault | null {
  const { label: field, at } = row;
  if (row.mayBeBlank === true && found.trim() === '') return null;
  const wrong = found.search(/\D/u);
  if (wrong !== -1) return fault(line, at + wrong, 'NOT_DIGITS', { field, found: found.charAt(wrong) });
  if (row.constant !== undefined && found !== row.constant) {
    return fault(line, at, 'NOT_THE_CONSTANT', { field, found, expected: row.constant });
  }
  if (row.choices !== undefined && !row.choices.includes(found)) {
    return fault(line, at, 'NOT_A_CHOICE', { field, found, expected: row.choices.join('、') });
  }
  return null;
}

function checkText(
  line: number,
  row: Field,
  found: string,
  bytes: Uint8Array,
  allowed: ByteSet,
): ZenginFault | null {
  const { label: field, at } = row;
  const written = found.trimEnd();
  if (written === '') return row.required === true ? fault(line, at, 'REQUIRED', { field }) : null;
  if (found.startsWith(' ')) return fault(line, at, 'NOT_LEFT_ALIGNED', { field });
  for (let index = 0; index < written.length; index += 1) {
    const byte = bytes[at - 1 + index] as number;
    if (allowed[byte] !== 1)
      return fault(line, at + index, 'CHARACTER', { field, found: written.charAt(index) });
  }
  return null;
}

function checkBlank(line: number, row: Field, found: string): ZenginFault | null {
  const { label: field, at } = row;
  if (row.constant !== undefined) return null; // 識別表示 Y is what chose this layout.
  const wrong = found.search(/[^ ]/u);
  return wrong === -1 ? null : fault(line, at + wrong, 'NOT_BLANK', { field, found: found.charAt(wrong) });
}

/** The first fault of one field of a whole record, or null. */
export function checkField(
  line: number,
  row: Field,
  bytes: Uint8Array,
  allowed: Readonly<Record<TextKind, ByteSet>>,
): ZenginFault | null {
  const found = fieldText(bytes, row);
  if (row.kind === 'N') return checkDigits(line, row, found);
  return row.text === undefined
    ? checkBlank(line, row, found)
    : checkText(line, row, found, bytes, allowed[row.text]);
}
