import { civilDate, formatWareki, stateLabel } from '@grant/schema';
import { writtenMoment } from '../letters/written.ts';
import type { Ask } from './report.ts';

const channels = { online: '電子', post: '郵送' } as const;
const written = (day: string): string => formatWareki(civilDate(day));

/** 対象期間 in words; without days it is everything up to now. */
function periodInWords({ filter }: Pick<Ask, 'filter'>): string {
  const { from, to } = filter;
  if (from === undefined && to === undefined) return '全期間';
  return `${from === undefined ? '開始' : written(from)}から${to === undefined ? '現在' : written(to)}まで`;
}

/** The lines above a list: programme, what it is of, and when it was made. */
export function scopeOf(ask: Ask, period: string): string[] {
  const { filter, programme, moment } = ask;
  return [
    programme.figures.name,
    `${period}：${periodInWords(ask)}`,
    ...(filter.state === undefined ? [] : [`状態：${stateLabel(filter.state)}`]),
    ...(filter.channel === undefined ? [] : [`経路：${channels[filter.channel]}`]),
    ...(filter.words === undefined || filter.words === '' ? [] : [`検索：${filter.words}`]),
    `作成：${writtenMoment(moment.at)}`,
    ...(programme.practice ? ['練習用の記録から作成しています。'] : []),
  ];
}
