/** What `npm start` says once everything answers. */
import path from 'node:path';
import { dutyLabels } from '@grant/schema';
import type { Account, Accounts } from './accounts.ts';
import { type Ports, ROOT } from './environment.ts';
import { addressesOf } from './office-file.ts';

/** Width on a terminal: Japanese characters take two columns. */
function padded(text: string, width: number): string {
  const used = [...text].reduce(
    (sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1),
    0,
  );
  return text + ' '.repeat(Math.max(1, width - used));
}

function accountLine(account: Account): string {
  return `  ${padded(dutyLabels[account.duty], 18)}${padded(account.email, 32)}${account.password}`;
}

export function welcome(ports: Ports, accounts: Accounts, file: string, seconds: number): string {
  const at = addressesOf(ports);
  const people = Object.values(accounts).map(accountLine);
  return `
起動しました（${seconds.toFixed(1)} 秒） / Ready in ${seconds.toFixed(1)} s

  申請ポータル   portal   ${at.portal}
  管理画面       office   ${at.admin}
  練習用メール   mail     ${at.mail}
  API の説明     OpenAPI  ${at.api}
  データベース   database ${at.database}

練習用の利用者 / practice accounts
${people.length > 0 ? people.join('\n') : '  （役割がまだありません / no roles yet）'}

同じ内容のファイル / also in: ${path.relative(ROOT, file)}
止めるとき / to stop: Ctrl-C

`;
}

/**
 * Where the time of a first start went, longest step first. Steps run side by side, so they add up to more than the
 * total.
 * @param beganAt milliseconds since 1970, before the packages were looked at
 */
export function whereTimeWent(timings: ReadonlyMap<string, number>, beganAt: number): string {
  const packages = Number(process.env['GRANT_PACKAGES_MS'] ?? 0) / 1000;
  const total = (Date.now() - beganAt) / 1000;
  const rows: readonly (readonly [string, number])[] = [
    ['部品の導入 / Installing packages', packages],
    ...timings,
  ];
  const line = ([title, seconds]: readonly [string, number]): string =>
    `  ${padded(title, 62)}${seconds.toFixed(1).padStart(7)} s`;
  return `初回起動の内訳（同時に進む工程あり） / where the first start's time went (some steps side by side)
${rows
  .toSorted(([, a], [, b]) => b - a)
  .map(line)
  .join('\n')}
${line(['合計 / in all', total])}

`;
}
