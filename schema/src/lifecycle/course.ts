/** One line of the 経過 of a case as staff read it. */
export interface CourseLine {
  /** Instant; a JST date where only the day is known. */
  readonly at: string;
  readonly label: string;
  readonly who: string;
  readonly why: string;
  /** Whether it moved the case; what does not was done around it. */
  readonly step: boolean;
}

/** What the two lists of a case hold. */
export interface CourseParts {
  readonly timeline: readonly {
    readonly at: string;
    readonly label: string;
    readonly actorName: string;
    readonly duty: string;
    readonly reason: string | null;
    readonly detail: string | null;
  }[];
  readonly alongside: readonly {
    readonly at: string;
    readonly label: string;
    readonly actorName: string;
    readonly note: string | null;
  }[];
}

/** A day alone counts as over: what is known to the minute of that day stands before it. */
function momentOf(at: string): number {
  return Date.parse(at.includes('T') ? at : `${at}T23:59:59+09:00`);
}

/** 経過: the steps of a case and what was done around it, oldest first; steps keep their order. */
export function courseOf({ timeline, alongside }: CourseParts): readonly CourseLine[] {
  const lines: CourseLine[] = [
    ...timeline.map((one) => ({
      at: one.at,
      label: one.label,
      who: `${one.actorName}（${one.duty}）`,
      why: [one.reason, one.detail].filter(Boolean).join('　'),
      step: true,
    })),
    ...alongside.map((one) => ({
      at: one.at,
      label: one.label,
      who: one.actorName,
      why: one.note ?? '',
      step: false,
    })),
  ];
  return lines.toSorted((a, b) => momentOf(a.at) - momentOf(b.at));
}
