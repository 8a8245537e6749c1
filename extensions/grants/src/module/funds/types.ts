/** The shapes of the fund desk, taken from its verbs. */
import type { VerbOutput } from '@grant/schema';

export type Funds = VerbOutput<'funds.show'>;
export type FundRequest = Funds['requests'][number];
export type Settlement = Funds['settlements'][number];
export type Statement = VerbOutput<'statement.show'>;
export type StatementLine = Statement['lines'][number];

/** Address of a paper; the browser opens a PDF in a new page and saves a workbook. */
export function paperAddress(
  kind: string,
  format: 'pdf' | 'xlsx',
  more: Readonly<Record<string, string>> = {},
): string {
  return `/grants/funds/papers/${kind}?${new URLSearchParams({ format, ...more }).toString()}`;
}
