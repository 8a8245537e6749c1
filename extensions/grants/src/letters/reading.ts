/** For tests of letters: what a PDF says, page by page. Printed nowhere. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF as read. */
export interface Reading {
  /** Without white space, of all pages and of each. */
  readonly text: string;
  readonly sheets: readonly string[];
  readonly pages: number;
}

/** Reads the bytes of a PDF; they stay as they are. */
export async function read(bytes: Uint8Array): Promise<Reading> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const sheets: string[] = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    const content = await (await document.getPage(page)).getTextContent();
    const words = content.items.map((item) => ('str' in item ? item.str : '')).join('');
    sheets.push(words.replaceAll(/\s/gu, ''));
  }
  return { text: sheets.join(''), sheets, pages: document.numPages };
}
