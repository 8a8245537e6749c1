import type { Finding } from '../eligibility/finding.ts';
import { formatWareki } from '../civil-date/wareki.ts';
import { barKinds, type BarHit } from './bars.ts';

/** 支給停止の判定 among the findings of a case: its code and its name. */
export const BAR_FINDING = { code: 'bar_list', title: '支給停止' } as const;

function sentenceOf({ bar, certain }: BarHit): string {
  const whom = `${barKinds[bar.kind]}「${bar.name}」（${formatWareki(bar.untilOn)}まで）`;
  return certain
    ? `支給停止者の一覧の${whom}に当たります。`
    : `支給停止者の一覧の${whom}と名称が一致します。同じ者かどうかを確かめてください。`;
}

/**
 * 支給停止の判定: a hit by number or record fails the requirement, one by name alone is for a person to check. Every hit is
 * named: whoever rules out one of them has read of the others. No finding where nothing was hit: an office without a list
 * has nothing to show.
 */
export function barFindings(hits: readonly BarHit[]): Finding[] {
  const [first] = hits;
  if (first === undefined) return [];
  const { bar, certain } = first;
  return [
    {
      rule: BAR_FINDING.code,
      article: '本文4(2)ク',
      requirement: '不正受給等による支給停止の期間中でないこと。',
      found: hits.map(sentenceOf).join(''),
      verdict: certain ? 'failed' : 'to_check',
      facts: { kind: bar.kind, name: bar.name, untilOn: bar.untilOn, hits: hits.length },
    },
  ];
}
