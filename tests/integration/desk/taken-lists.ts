/** Lists as they are taken out of the office: their bytes, and of a workbook its rows. */
import { readSheet } from 'read-excel-file/node';
import { expect } from 'vitest';
import type { Client } from '../../fixtures/office.ts';

/** What a list is taken for where a test does not care. */
export const PURPOSE = '県への月次報告（7月分）のため';

/** The bytes of a list that was taken as a file. */
export async function bytesOf(client: Client, kind: string, input: object): Promise<Buffer> {
  const answer = await client.fetch(`/grants/lists/${kind}/take`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ purpose: PURPOSE, ...input }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/u);
  return Buffer.from(await answer.arrayBuffer());
}

/** The rows of a workbook as text, from its heading on. */
export async function table(bytes: Buffer, heading: string): Promise<string[][]> {
  const rows = (await readSheet(bytes)).map((row) =>
    row.map((cell) => (cell === null ? '' : cell instanceof Date ? cell.toISOString() : String(cell))),
  );
  return rows.slice(rows.findIndex(([first]) => first === heading));
}
