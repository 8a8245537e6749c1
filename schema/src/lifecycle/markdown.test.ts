import { describe, expect, it } from 'vitest';
import { lifecycleMarkdown } from './markdown.ts';
import { STATES, stateLabel } from './states.ts';
import { transitions } from './table.ts';

describe('状態遷移の文書 lifecycleMarkdown', () => {
  const text = lifecycleMarkdown();

  it('draws every state and every transition once', () => {
    for (const state of STATES) expect(text).toContain(`state "${stateLabel(state)}" as ${state}`);
    expect(text.match(/^ {2}\w+ --> \w+: /gm)?.length).toBe(transitions.length);
    expect(text.match(/^ {2}\[\*\] --> /gm)?.length).toBe(2);
    expect(text.match(/^ {2}\w+ --> \[\*\]$/gm)?.length).toBe(2);
  });

  it('lists a decision with its duty, guards, four eyes, clause and whom it waits for', () => {
    expect(text).toContain(
      '| 決裁待ち | 支給決定 `grant` | 支給決定 | 決裁者 | 支給の審査意見がある、支給に要る記入がそろっている、支給を妨げる判定がない、重複の確認済み、金額が判定と一致 | 審査結果の上申、審査の開始、担当の引継ぎ、申請の提出、郵送申請の登録、明らかな誤記の訂正、到着日・消印日の訂正、補正の回答、振込口座の変更、振込口座の訂正 | 本文4(2)キ | 事務局 |',
    );
  });

  it('writes a dash where a row has no guard and no four eyes, and ends with one line break', () => {
    expect(text).toContain(
      '| 受付済 | 審査の開始 `take` | 審査中 | 審査担当 | － | － | 本文4(2)カ | 事務局 |',
    );
    expect(text.endsWith('|\n\n<!-- prettier-ignore-end -->\n')).toBe(true);
  });
});
