/** 振り分けの案: each page carries the number it is filed under; a change of number begins a new part. */
import { computed, ref } from 'vue';
import { longParts, type PageRun, type VerbInput, type VerbOutput } from '@grant/schema';
import type { NamedCase } from '../../desk/useNamedCase.ts';

type Scan = VerbOutput<'scan.show'>;
type Part = Scan['parts'][number];

/** A part as the screen edits it; `receiptNumber` empty means 綴じない. */
export interface EditedPart {
  readonly from: number;
  readonly to: number;
  receiptNumber: string;
  /** Id of the case whose employer stands beside the number; null where none does. */
  seen: string | null;
}

const edited = ({ from, to, receiptNumber, caseId }: Part): EditedPart => ({
  from,
  to,
  receiptNumber: receiptNumber ?? '',
  seen: caseId,
});
const runOf = ({ from, to, receiptNumber }: EditedPart): PageRun<string> => ({
  from,
  to,
  belongsTo: receiptNumber.trim() === '' ? null : receiptNumber,
});

export function useSplit() {
  const scan = ref<Scan | null>(null);
  const parts = ref<EditedPart[]>([]);

  function show(shown: Scan): void {
    scan.value = shown;
    parts.value = shown.parts.map(edited);
  }
  /** Begins a part of its own at `page`. */
  function cutAt(page: number): void {
    parts.value = parts.value.flatMap((part) =>
      page > part.from && page <= part.to
        ? [
            { ...part, to: page - 1 },
            { ...part, from: page, receiptNumber: '', seen: null },
          ]
        : [part],
    );
  }
  /** Joins the part that begins at `page` to the one before it. */
  function joinAt(page: number): void {
    const index = parts.value.findIndex((part) => part.from === page);
    const [before, part] = [parts.value[index - 1], parts.value[index]];
    if (before === undefined || part === undefined) return;
    parts.value.splice(index - 1, 2, { ...before, to: part.to });
  }
  /** The cases of the numbers that were read, as the server saw them. */
  const known = computed(
    () =>
      new Map(
        (scan.value?.parts ?? []).flatMap(
          ({ caseId, receiptNumber, state, ...one }): [string, NamedCase][] =>
            caseId === null || receiptNumber === null || state === null
              ? []
              : [[receiptNumber, { ...one, id: caseId, receiptNumber, state }]],
        ),
      ),
  );
  const runs = computed(() => parts.value.map(runOf));
  /** 要確認: where the parts begin that are much longer than the others. */
  const long = computed(() => longParts(runs.value));
  const unbound = computed(() => runs.value.filter(({ belongsTo }) => belongsTo === null).length);
  /** The parts as they are filed. */
  const given = (): VerbInput<'scan.split'>['parts'] =>
    parts.value.map((part) => {
      const { from, to, belongsTo } = runOf(part);
      return { from, to, receiptNumber: belongsTo, caseId: belongsTo === null ? null : part.seen };
    });
  /** Something was put right here that is not filed yet. */
  const changed = (): boolean =>
    scan.value?.state === 'waiting' &&
    JSON.stringify(runs.value) !== JSON.stringify(scan.value.parts.map(edited).map(runOf));
  return { scan, parts, show, cutAt, joinAt, known, long, unbound, given, changed };
}
