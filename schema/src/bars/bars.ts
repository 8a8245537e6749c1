import type { CivilDate } from '../civil-date.ts';
import { corporateNameKey, nameKey } from '../names/keys.ts';

/** 支給停止の対象. */
export const barKinds = { employer: '事業主', representative: '代表者', agent: '手続代行者' } as const;

/** Code of whom a bar is about. */
export type BarKind = keyof typeof barKinds;

/** 支給停止: who gets no grant until a day, and why. */
export interface Bar {
  readonly kind: BarKind;
  readonly name: string;
  readonly nameKey: string;
  readonly corporateNumber: string | null;
  /** Record of the agent, for a barred agent. */
  readonly agent: string | null;
  readonly startsOn: CivilDate;
  /** The last day of the bar. */
  readonly untilOn: CivilDate;
}

/** What of a case is held against the list. */
export interface Barrable {
  readonly corporateNumber: string | null;
  readonly employerName: string;
  readonly representativeName: string;
  /** Record of the agent (`agents`), not of its account. */
  readonly agent: string | null;
  /** Its name; empty where nobody acts for the employer. */
  readonly agentName: string;
}

/** One hit: `certain` by number or record, else by name alone, so that a person must look whether it is the same one. */
export interface BarHit {
  readonly bar: Bar;
  readonly certain: boolean;
}

/** 照合用の名称 of a bar: as employers are compared for an employer, as people are for anybody else. */
export function barNameKey(kind: BarKind, name: string): string {
  return kind === 'employer' ? corporateNameKey(name).key : nameKey(name);
}

function hitOf(bar: Bar, one: Barrable): BarHit | null {
  if (bar.kind === 'agent' && bar.agent !== null && bar.agent === one.agent) return { bar, certain: true };
  if (bar.kind === 'employer' && bar.corporateNumber !== null && one.corporateNumber !== null)
    return bar.corporateNumber === one.corporateNumber ? { bar, certain: true } : null;
  const names = { employer: one.employerName, representative: one.representativeName, agent: one.agentName };
  const key = barNameKey(bar.kind, names[bar.kind]);
  return key !== '' && key === bar.nameKey ? { bar, certain: false } : null;
}

/** 支給停止との照合 on a day: bars in force that meet the case, certain ones first. */
export function barHits(bars: readonly Bar[], one: Barrable, on: CivilDate): BarHit[] {
  return bars
    .filter((bar) => bar.startsOn <= on && on <= bar.untilOn)
    .flatMap((bar) => hitOf(bar, one) ?? [])
    .toSorted((left, right) => Number(right.certain) - Number(left.certain));
}
