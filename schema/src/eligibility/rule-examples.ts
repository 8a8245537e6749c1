import type { GrantApplication } from '../application/application.ts';
import { anApplication } from '../application/example.ts';
import { civilDate } from '../civil-date.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import type { Programme } from '../programme/figures.ts';
import type { Finding, FindingVerdict } from './finding.ts';
import { judge } from './judge.ts';
import type { JudgeContext, PriorAward } from './rule.ts';

/** Columns of the example that a case changes. */
export type Changes = Partial<Record<keyof GrantApplication, unknown>>;

/** 状況: what differs from the example, which meets every requirement. */
export interface Situation {
  readonly application?: Changes;
  readonly programme?: Partial<Programme>;
  readonly on?: string;
  readonly priorAwards?: readonly PriorAward[];
  /** What the lists of the prefecture say. */
  readonly lists?: Pick<JudgeContext, 'openAwards' | 'possibleAwards' | 'supporter' | 'supporterDays'>;
}

/** The finding of one rule in a situation. */
export function findingFor(
  rule: string,
  { application, programme, on, priorAwards = [], lists }: Situation = {},
): Finding {
  const judgement = judge(
    anApplication(application),
    { ...defaultProgramme, ...programme },
    civilDate(on ?? '2026-07-10'),
    { priorAwards, ...lists },
  );
  const found = judgement.findings.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`no finding of ${rule}`);
  return found;
}

export type Row = [string, FindingVerdict, Situation];

/** The runner's own `it` and `expect`, passed in, so that this file stays part of the pure rules. */
interface Runner {
  readonly it: (name: string, check: () => void) => void;
  readonly expect: (actual: unknown, message: string) => { toBe: (expected: unknown) => void };
}

/** Rows of one rule: what is the case, the verdict, the situation. Each row is a test. */
export function ruleTable({ it, expect }: Runner, rule: string, rows: Row[]): void {
  for (const [name, verdict, situation] of rows) {
    it(`${name}: ${verdict}`, () => {
      const finding = findingFor(rule, situation);
      expect(finding.verdict, finding.found).toBe(verdict);
    });
  }
}

/** One period of leave. */
export const span = (startOn: string, endOn: string, kind = 'childcare', workedDays = 0) => ({
  kind,
  startOn,
  endOn,
  workedDays,
});
/** A situation in which only the periods of leave differ. */
export const leave = (...leavePeriods: ReturnType<typeof span>[]): Situation => ({
  application: { leavePeriods },
});

/** An award of this year to the same employer. */
export function anAward(changes: Partial<PriorAward> = {}): PriorAward {
  return {
    fiscalYear: 2026,
    reference: 'R8-00001',
    leaveMonths: null,
    leaveDays: null,
    employeeInsuredNumber: null,
    childBirthOn: null,
    ...changes,
  };
}
