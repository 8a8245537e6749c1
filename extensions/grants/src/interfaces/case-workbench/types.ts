/** The shapes of the workbench, taken from its verb so that screen and server cannot drift apart. */
import type { VerbInput, VerbOutput } from '@grant/schema';

export type Workbench = VerbOutput<'case.workbench'>;
export type Judgement = NonNullable<Workbench['judgement']>;
export type Finding = Judgement['findings'][number];
export type Evidence = NonNullable<Finding['evidence']>;
export type Mark = NonNullable<Finding['mark']>;
export type DuplicateSet = Workbench['duplicates'][number];
export type DuplicateJudgement = VerbInput<'duplicate.resolve'>['members'][number];
export type Suspicion = Workbench['suspicions'][number];
export type Signal = Workbench['signals'][number];
/** 添付書類; only the case itself says which came late, in which envelope, and which was another case's. */
export type Attachment = Omit<
  Workbench['attachments'][number],
  'late' | 'misfiled' | 'envelope' | 'envelopePage'
> & {
  readonly late?: boolean;
  readonly misfiled?: boolean;
};
export type Correction = Workbench['corrections'][number];
export type PermittedEvent = Workbench['permittedEvents'][number];

/** What the dialog asks about: an event of the case, or the posting of a letter, which is none. */
export interface Asked extends Pick<PermittedEvent, 'label' | 'effect'> {
  readonly event: string;
  /** Where it is sent when it is no event of the case. */
  readonly path?: string;
  /** The case as it stood when the question was put: the act is meant for that, whatever was read since. */
  readonly seen?: Workbench;
  /** Sent along with what is typed in. */
  readonly also?: Readonly<Record<string, unknown>>;
}
