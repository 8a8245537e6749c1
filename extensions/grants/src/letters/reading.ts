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

/** What stands at the top of each letter of the tests. */
export const head = {
  programmeName: 'とちぎ男性育休推進企業奨励金',
  receiptNumber: 'R8-00012-4',
  addressee: {
    postalCode: '3200801',
    address: '栃木県宇都宮市池上町１番地１',
    building: null,
    name: '株式会社サンプル商会',
    representativeTitle: '代表取締役',
    representativeName: '髙橋　𠮷郎',
  },
  issuer: 'とちぎ男性育休推進企業奨励金事務局長',
  contact: { office: '奨励金事務局', phone: '028-000-0000', hours: '平日９時から17時まで' },
  code: 'L-3F9A-02C7',
  practice: false,
};
