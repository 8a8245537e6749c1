/** 振り分けの案: each page carries the number it is filed under; a change of number begins a new part. */
import { computed, ref } from 'vue';
import type { VerbOutput } from '@grant/schema';

type Scan = VerbOutput<'scan.show'>;
type Part = Scan['parts'][number];

/** A part as the screen edits it; `receiptNumber` empty means 綴じない. */
export interface EditedPart {
  readonly from: number;
  readonly to: number;
  receiptNumber: string;
}

const edited = ({ from, to, receiptNumber }: Pick<Part, 'from' | 'to' | 'receiptNumber'>): EditedPart => ({
  from,
  to,
  receiptNumber: receiptNumber ?? '',
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
            { ...part, from: page, receiptNumber: '' },
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
  /** The case a part is filed with, as the server saw it; null once the number was typed over. */
  const known = computed(() => new Map((scan.value?.parts ?? []).map((part) => [part.receiptNumber, part])));
  /** Something was put right here that is not filed yet. */
  const changed = (): boolean =>
    scan.value?.state === 'waiting' &&
    JSON.stringify(parts.value) !== JSON.stringify(scan.value.parts.map(edited));
  return { scan, parts, show, cutAt, joinAt, known, changed };
}
