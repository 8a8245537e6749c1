import { onScopeDispose, ref, shallowRef, watch } from 'vue';

/** A fault at a control: the path of the answer is the id of its control. */
interface FieldFault {
  readonly path: string;
  readonly message: string;
}

function fieldOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>('[data-path]') : null;
}

function holdsSomething(field: HTMLElement): boolean {
  const controls = field.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  return [...controls].some((one) =>
    one.type === 'radio' || one.type === 'checkbox'
      ? (one as HTMLInputElement).checked
      : one.value.trim() !== '',
  );
}

/**
 * Which faults a form shows: those of a field once it was filled and left, all of them once the reader tried to go on.
 * While a field is being typed in no fault of it appears, and one that is put right goes away at once.
 */
export function useLeftFields(faults: () => readonly FieldFault[]) {
  const tried = ref(false);
  const shown = shallowRef<readonly FieldFault[]>([]);
  const left = new Set<string>();
  let pressed = false;
  let waiting = false;

  function settle(): void {
    waiting = false;
    shown.value = faults().filter(({ path }) => tried.value || left.has(path));
  }

  watch(faults, (now) => {
    const still = new Set(now.map(({ path }) => path));
    shown.value = shown.value.filter(({ path }) => still.has(path));
  });

  /** For `focusout` of the form: leaving a date's box for its next is not leaving the date. */
  function leave(event: FocusEvent): void {
    const field = fieldOf(event.target);
    const path = field?.dataset['path'];
    if (field === null || path === undefined || fieldOf(event.relatedTarget) === field) return;
    if (holdsSomething(field)) left.add(path);
    // A line that appears under the pointer would move the button it is about to press.
    if (pressed) waiting = true;
    else settle();
  }

  const press = (): void => void (pressed = true);
  const release = (): void => {
    pressed = false;
    if (waiting) setTimeout(settle, 0);
  };
  window.addEventListener('pointerdown', press, true);
  window.addEventListener('pointerup', release, true);
  window.addEventListener('pointercancel', release, true);
  onScopeDispose(() => {
    window.removeEventListener('pointerdown', press, true);
    window.removeEventListener('pointerup', release, true);
    window.removeEventListener('pointercancel', release, true);
  });

  return {
    shown,
    leave,
    /** Shows every fault from now on; answers them as lines of the error summary. */
    tryAll(): { id: string; message: string }[] {
      tried.value = true;
      settle();
      return shown.value.map(({ path, message }) => ({ id: path, message }));
    },
    /** Begins anew, for another page of the form. */
    restart(all: boolean): void {
      left.clear();
      tried.value = all;
      settle();
    },
  };
}
