import { describe, expect, it } from 'vitest';
import { civilDate } from '../civil-date.ts';
import { barFindings } from './finding.ts';
import { barHits, barNameKey, type Bar, type Barrable } from './bars.ts';

const on = civilDate('2026-07-01');
function bar(changes: Partial<Bar>): Bar {
  const made = {
    kind: 'employer',
    name: '株式会社ふせい',
    corporateNumber: null,
    agent: null,
    ...changes,
  } as const;
  return {
    startsOn: civilDate('2026-04-01'),
    untilOn: civilDate('2029-03-31'),
    nameKey: barNameKey(made.kind, made.name),
    ...made,
  };
}
const firm: Barrable = {
  corporateNumber: '4011001098993',
  employerName: '㈱ふせい',
  representativeName: '不正 一郎',
  agent: null,
  agentName: '',
};
const hits = (one: Bar, changes: Partial<Barrable> = {}, day = on) =>
  barHits([one], { ...firm, ...changes }, day).map((hit) => hit.certain);

describe('支給停止との照合 barHits', () => {
  it('holds from the first day to the last', () => {
    const one = bar({});
    expect(hits(one, {}, civilDate('2026-03-31'))).toEqual([]);
    expect(hits(one, {}, civilDate('2026-04-01'))).toEqual([false]);
    expect(hits(one, {}, civilDate('2029-03-31'))).toEqual([false]);
    expect(hits(one, {}, civilDate('2029-04-01'))).toEqual([]);
  });

  it('knows an employer by its number, and by its name where one of them has none', () => {
    expect(hits(bar({ corporateNumber: '4011001098993' }))).toEqual([true]);
    expect(hits(bar({ corporateNumber: '7123456789012' }))).toEqual([]);
    expect(hits(bar({ corporateNumber: '7123456789012' }), { corporateNumber: null })).toEqual([false]);
    expect(hits(bar({ name: '株式会社べつ' }))).toEqual([]);
    expect(hits(bar({}), { employerName: '' })).toEqual([]);
  });

  it('knows a representative by name, whatever the firm', () => {
    expect(
      hits(bar({ kind: 'representative', name: '不正一郎' }), { employerName: '合同会社あたらしい' }),
    ).toEqual([false]);
    expect(hits(bar({ kind: 'representative', name: '不正 二郎' }))).toEqual([]);
  });

  it('knows an agent by its record, and by its name where papers made another record of it', () => {
    const one = bar({ kind: 'agent', name: '代行 花子', agent: 'a' });
    expect(hits(one, { agent: 'a', agentName: '代行 花子' })).toEqual([true]);
    expect(hits(one, { agent: 'b', agentName: '代行　花子' })).toEqual([false]);
    expect(hits(one, { agent: 'b', agentName: '代行 花代' })).toEqual([]);
    expect(hits(one, { agent: null, agentName: '' })).toEqual([]);
    expect(hits(bar({ kind: 'agent', name: '代行 花子' }), { representativeName: '代行 花子' })).toEqual([]);
  });

  it('names certain hits first', () => {
    const byName = bar({ kind: 'representative', name: '不正 一郎' });
    const byNumber = bar({ corporateNumber: '4011001098993' });
    expect(barHits([byName, byNumber], firm, on).map((hit) => hit.bar)).toEqual([byNumber, byName]);
  });
});

describe('支給停止の判定 barFindings', () => {
  it('fails for a certain hit and asks a person about a name', () => {
    const certain = barHits([bar({ corporateNumber: '4011001098993' })], firm, on);
    expect(barFindings(certain)).toMatchObject([{ rule: 'bar_list', verdict: 'failed' }]);
    const [named] = barFindings(barHits([bar({})], firm, on));
    expect(named?.verdict).toBe('to_check');
    expect(named?.found).toContain('令和11年3月31日まで');
    expect(barFindings([])).toEqual([]);
  });

  it('names every hit, so that none is ruled out unseen behind another', () => {
    const representative = bar({ kind: 'representative', name: '不正 一郎' });
    const agent = bar({ kind: 'agent', name: '代行 花子', untilOn: civilDate('2028-03-31') });
    const facts = { ...firm, agent: 'b', agentName: '代行 花子' };
    const [finding] = barFindings(barHits([representative, agent], facts, on));
    expect(finding).toMatchObject({ verdict: 'to_check', facts: { hits: 2 } });
    for (const named of ['「不正 一郎」', '「代行 花子」', '令和10年3月31日まで'])
      expect(finding?.found).toContain(named);
  });
});
