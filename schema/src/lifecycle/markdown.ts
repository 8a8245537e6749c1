import { dutiesLabel } from './advance.ts';
import { eventLabel } from './events.ts';
import { guardLabels } from './guards.ts';
import { STATES, stateLabel, states, waitingForLabels } from './states.ts';
import { creations, TERMINAL_STATES, transitions } from './table.ts';

function diagram(): string[] {
  const lines = ['```mermaid', 'stateDiagram-v2'];
  for (const state of STATES) lines.push(`  state "${stateLabel(state)}" as ${state}`);
  for (const row of creations) lines.push(`  [*] --> ${row.to}: ${eventLabel(row.event)}`);
  for (const row of transitions) lines.push(`  ${row.from} --> ${row.to}: ${eventLabel(row.event)}`);
  for (const state of TERMINAL_STATES) lines.push(`  ${state} --> [*]`);
  return [...lines, '```'];
}

function cell(values: readonly string[]): string {
  return values.length === 0 ? '－' : values.join('、');
}

/** 状態遷移図と遷移表: the text of docs/lifecycle.md, generated so that it can never differ from the table. */
export function lifecycleMarkdown(): string {
  const tableRows = transitions.map((row) =>
    [
      stateLabel(row.from),
      `${eventLabel(row.event)} \`${row.event}\``,
      stateLabel(row.to),
      dutiesLabel(row.duties),
      cell(row.guards.map((name) => guardLabels[name])),
      cell(row.fourEyes.map(eventLabel)),
      row.article,
      waitingForLabels[row.waitingFor],
    ].join(' | '),
  );
  const stateRows = STATES.map((state) => {
    const { label, waitingFor, meaning } = states[state];
    return `| \`${state}\` | ${label} | ${waitingForLabels[waitingFor]} | ${meaning} |`;
  });
  return [
    '# 案件の状態と遷移',
    '',
    'この文書は `schema/src/lifecycle` の遷移表から作られています。直接書き換えないでください。',
    '',
    ...diagram(),
    '',
    '<!-- prettier-ignore-start -->',
    '',
    '## 状態',
    '',
    '| 名前 | 状態 | 待ち先 | 申請者への説明 |',
    '| --- | --- | --- | --- |',
    ...stateRows,
    '',
    '## 遷移',
    '',
    '「別の人」の列の操作を最後に行った人は、その操作を行えません（システム管理者も例外ではありません）。',
    '',
    '| 前の状態 | 操作 | 後の状態 | 職務 | 条件 | 別の人 | 仕様書 | 待ち先 |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...tableRows.map((row) => `| ${row} |`),
    '',
    '<!-- prettier-ignore-end -->',
    '',
  ].join('\n');
}
