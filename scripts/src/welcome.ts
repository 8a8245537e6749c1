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
