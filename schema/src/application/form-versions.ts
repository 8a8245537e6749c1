import { isUnanswered, type Answers, type MeasureAnswer } from './answers.ts';
import type { TextKey } from './keys.ts';

/** 様式の改版: what changed for somebody who was filling in the form, and how saved answers are carried over. */
export interface FormVersion {
  readonly version: number;
  /** Sentences for the applicant who opens a draft of an older form. */
  readonly news: readonly string[];
  /** Answers of the version before, as this version reads them; changes nothing that was typed but where it stands. */
  readonly migrate: (saved: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** What is now taken from another answer when it is left blank. */
const REPEATED: readonly (readonly (readonly [TextKey, TextKey])[])[] = [
  [
    ['workplaceName', 'employerName'],
    ['workplaceAddress', 'employerAddress'],
  ],
  [['supporterName', 'employerName']],
  [['contactName', 'representativeName']],
  [['contactPhone', 'employerPhone']],
];

function withoutRepeats(answers: Answers): Answers {
  const repeated = REPEATED.filter((group) =>
    group.every(([key, source]) => !isUnanswered(answers, key) && answers[key] === answers[source]),
  );
  const gone = new Set<string>(repeated.flat().map(([key]) => key));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !gone.has(key)));
}

function joinMeasures(measures: readonly MeasureAnswer[]): MeasureAnswer[] {
  const joined: MeasureAnswer[] = [];
  for (const measure of measures) {
    const at = joined.findIndex((one) => one.kind === measure.kind && (one.kind ?? '') !== '');
    const same = joined[at];
    if (same === undefined) joined.push(measure);
    else {
      const lines = [same.description, measure.description].filter((text) => (text ?? '').trim() !== '');
      joined[at] = {
        kind: same.kind,
        implementedOn: (same.implementedOn ?? '') === '' ? measure.implementedOn : same.implementedOn,
        description: lines.join('\n'),
      };
    }
  }
  return joined;
}

/** 様式の版: one row for every version after the first, oldest first. */
export const formVersions: readonly FormVersion[] = [
  {
    version: 2,
    news: [
      '勤務する事業所、応援団の登録名、担当者は、申請事業主や代表者と同じ場合、入力が要らなくなりました。同じ内容が入っていた欄は空欄に戻しています。',
      '雇用環境の整備に関する措置は、一覧から選ぶ形に変わりました。同じ種類を2件入力していた場合は、1件にまとめています。',
    ],
    migrate: (saved) => {
      const answers = withoutRepeats(saved);
      const { measures } = answers;
      return Array.isArray(measures) ? { ...answers, measures: joinMeasures(measures) } : answers;
    },
  },
];

/** 様式の版: grows when a question is added, dropped, renamed or asked in another way. */
export const FORM_VERSION = formVersions.at(-1)?.version ?? 1;
