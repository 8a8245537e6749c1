/** What a person was about to do, in words: for whoever was overtaken and must not lose what was typed. */
import { isPaperCode, isQuestionKey, papers, questions, wantedLabels, type Wanted } from '@grant/schema';
import type { Said } from '../../desk/conflict.ts';
import { money, shown, writtenDay } from '../../desk/words.ts';
import type { Workbench } from './types.ts';

type PostalAgent = NonNullable<Workbench['case']['postalAgent']>;

const LABELS: Readonly<Record<string, string>> = {
  reason: '理由',
  note: 'メモ',
  recommendation: '審査の結論',
  amount: '金額',
  method: '発送の方法',
  postedOn: '発送日',
  arrivedOn: '到着日',
  postmarkOn: '消印日',
  trackingNumber: 'お問い合わせ番号',
  on: '入金の日',
  dueOn: '回答の期限',
  mark: '判断',
  items: '補正する点',
  reasons: '不支給の理由',
  runs: '仕分け',
  receiptNumber: '正しい案件の受付番号',
  originals: '原本の行き先',
};
const CHOICES: Readonly<Record<string, string>> = {
  grant: '支給が適当',
  refuse: '不支給が適当',
  tracked: '特定記録郵便',
  ordinary: '普通郵便',
  ok: '適',
  defect: '不備',
  hold: '保留',
};

function named(value: unknown): string {
  if (typeof value !== 'object' || value === null) return shown(value);
  const { target, reason, text, requirement, file } = value as Record<string, unknown>;
  if ('from' in value && 'to' in value && 'paper' in value) {
    const kind = isPaperCode(value.paper) ? papers[value.paper].label : '綴じない';
    return `${String(value.from)}-${String(value.to)}頁　${kind}`;
  }
  const about = target ?? requirement;
  const known = typeof about === 'string';
  const label =
    known && isQuestionKey(about)
      ? questions[about].label
      : known && isPaperCode(about)
        ? papers[about].label
        : '';
  const wanted = (file as { readonly wanted?: Wanted } | undefined)?.wanted;
  return [label, wanted === undefined ? '' : `（${wantedLabels[wanted]}）`, shown(reason ?? text)]
    .filter(Boolean)
    .join('　');
}

/** 手続代行者 in one line, as the papers name one. */
export function agentWords(agent: PostalAgent | null): string {
  if (agent === null) return '（手続代行者なし）';
  const { name, office, qualification, registrationNumber, mandateEnclosed } = agent;
  const mandate = mandateEnclosed ? '委任状あり' : '委任状なし';
  return [name, office, qualification, registrationNumber, mandate].filter(Boolean).join('　');
}

/** One line for each thing that was typed or chosen. */
export function saidOf(input: Readonly<Record<string, unknown>>): Said[] {
  const changes = (input['changes'] ?? []) as readonly { readonly key: string; readonly value: string }[];
  return [
    ...Object.entries(input).flatMap(([key, value]) => {
      const label = LABELS[key];
      if (label === undefined || value === '' || value === undefined) return [];
      if (Array.isArray(value)) return [{ label, value: value.map(named).join('\n') }];
      if (key === 'amount' && typeof value === 'number') return [{ label, value: money(value) }];
      if (typeof value !== 'string') return [{ label, value: shown(value) }];
      if (key.endsWith('On') || key === 'on') return [{ label, value: writtenDay(value) }];
      return [{ label, value: CHOICES[value] ?? value }];
    }),
    ...(input['agent'] === undefined
      ? []
      : [{ label: '手続代行者', value: agentWords(input['agent'] as PostalAgent | null) }]),
    ...changes.map(({ key, value }) => ({
      label: isQuestionKey(key) ? questions[key].label : key,
      value,
    })),
  ];
}
