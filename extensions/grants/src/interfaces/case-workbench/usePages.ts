/** Which page of which paper is shown, how far enlarged and how turned. Knows nothing of where the picture comes from. */
import { computed, ref, type Ref } from 'vue';
import type { Attachment } from './types.ts';

const ZOOM = { least: 0.5, most: 4, step: 0.25 } as const;

export function usePages(attachments: Ref<readonly Attachment[]>) {
  const chosen = ref<string | null>(null);
  const page = ref(1);
  /** 1 is as wide as the place there is. */
  const zoom = ref(1);
  // Turned once, a paper stays so: the next look at it needs no turning again.
  const turns = ref(new Map<string, number>());

  const paper = computed(
    () => attachments.value.find((one) => one.id === chosen.value) ?? attachments.value[0] ?? null,
  );
  const index = computed(() => attachments.value.findIndex((one) => one.id === paper.value?.id));
  const pages = computed(() => paper.value?.pages ?? 1);
  const turn = computed(() => turns.value.get(paper.value?.id ?? '') ?? 0);

  function show(id: string, at = 1): void {
    if (id !== paper.value?.id) zoom.value = 1;
    chosen.value = id;
    page.value = Math.min(Math.max(at, 1), pages.value);
  }
  function stepPaper(by: number): void {
    const next = attachments.value[index.value + by];
    if (next !== undefined) show(next.id);
  }
  /** Past the last page comes the next paper, so that one key leads through everything. */
  function stepPage(by: number): void {
    const next = page.value + by;
    if (next >= 1 && next <= pages.value) {
      page.value = next;
      return;
    }
    const other = attachments.value[index.value + by];
    if (other !== undefined) show(other.id, by > 0 ? 1 : (other.pages ?? 1));
  }
  function rotate(by = 90): void {
    if (paper.value !== null) turns.value.set(paper.value.id, (turn.value + by + 360) % 360);
  }
  function enlarge(by: number): void {
    zoom.value = Math.min(Math.max(zoom.value + by * ZOOM.step, ZOOM.least), ZOOM.most);
  }
  function fit(): void {
    zoom.value = 1;
  }

  const keys: Readonly<Record<string, () => void>> = {
    j: () => stepPage(1),
    k: () => stepPage(-1),
    n: () => stepPaper(1),
    p: () => stepPaper(-1),
    r: () => rotate(),
    '+': () => enlarge(1),
    ';': () => enlarge(1),
    '-': () => enlarge(-1),
    '0': fit,
  };
  /** Keys of the viewer, while it has the focus; fields and lists keep theirs. */
  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement) return;
    const act = keys[event.key.toLowerCase()];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }
  return { paper, index, page, pages, zoom, turn, show, stepPaper, stepPage, rotate, enlarge, fit, press };
}
