/** PDF の作成者・作成ソフト, as compared: folded, null where a file says nothing that tells one maker from another. */
export interface PdfMakers {
  readonly author: string | null;
  readonly producer: string | null;
}

// What a program writes there when nobody ever told it a name.
const NOBODY: ReadonlySet<string> = new Set([
  'user',
  'owner',
  'admin',
  'administrator',
  'root',
  'pc',
  'pc-user',
  'pcuser',
  'unknown',
  'anonymous',
  'microsoft',
  'microsoft office user',
  'ユーザー',
  '管理者',
]);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The bytes of a literal string that begins behind `at`, brackets balanced (PDF 32000-1, 7.3.4.2). */
function literal(text: string, at: number): string {
  let [depth, read] = [1, ''];
  for (let place = at; place < text.length; place += 1) {
    const letter = text.charAt(place);
    if (letter === '\\') {
      const octal = /^[0-7]{1,3}/u.exec(text.slice(place + 1, place + 4))?.[0];
      const next = text.charAt(place + 1);
      read += octal === undefined ? (ESCAPES[next] ?? next) : String.fromCharCode(Number.parseInt(octal, 8));
      place += octal?.length ?? 1;
      continue;
    }
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0) break;
    read += letter;
  }
  return read;
}

function hexadecimal(text: string): string {
  const digits = text.replaceAll(/[^0-9a-f]/giu, '');
  return (digits.match(/.{1,2}/gu) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16)))
    .join('');
}

function decoded(bytes: string): string {
  if (bytes.startsWith('\u00FE\u00FF'))
    return (bytes.slice(2).match(/[^]{2}/gu) ?? [])
      .map((pair) => String.fromCharCode(pair.charCodeAt(0) * 256 + pair.charCodeAt(1)))
      .join('');
  if (!bytes.startsWith('\u00EF\u00BB\u00BF')) return bytes;
  const escaped = [...bytes.slice(3)].map((byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(escaped.join(''));
  } catch {
    // Not what its mark says; equal bytes are still equal.
    return bytes;
  }
}

function valueOf(text: string, key: string): string | null {
  // A file changed in steps has a trailer for each; the last one counts.
  const found = [...text.matchAll(new RegExp(`/${key}\\s*(\\(|<(?!<)([0-9A-Fa-f\\s]*)>)`, 'gu'))].at(-1);
  if (found === undefined) return null;
  const bytes = found[2] === undefined ? literal(text, found.index + found[0].length) : hexadecimal(found[2]);
  const folded = decoded(bytes).normalize('NFKC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
  return folded === '' ? null : folded.slice(0, 200);
}

/** @param text the bytes of a PDF, one character each (latin1); what stands in compressed parts is not seen */
export function pdfMakers(text: string): PdfMakers {
  const author = valueOf(text, 'Author');
  return {
    author: author === null || author.length < 2 || NOBODY.has(author) ? null : author,
    producer: valueOf(text, 'Producer'),
  };
}
