import { shallowRef, type ShallowRef } from 'vue';
import { asFailure, type CallFailure } from '../api/failure.ts';

/** A task with its state. A late answer of an older run is dropped; a second start while running is ignored by `once`. */
export interface AsyncTask<A extends unknown[], T> {
  readonly data: ShallowRef<T | undefined>;
  readonly failure: ShallowRef<CallFailure | undefined>;
  readonly running: ShallowRef<boolean>;
  /** Starts the task; resolves to its value, or undefined when it failed or was overtaken. */
  readonly run: (...given: A) => Promise<T | undefined>;
  /** Like `run`, but does nothing while an earlier start is under way (double click). */
  readonly once: (...given: A) => Promise<T | undefined>;
  /** Forgets what came out; what is still on its way is overtaken. */
  readonly drop: () => void;
}

/** Wraps an asynchronous task so that a page can show that it runs, what came out, or why it failed. */
export function useAsync<A extends unknown[], T>(task: (...given: A) => Promise<T>): AsyncTask<A, T> {
  const data = shallowRef<T>();
  const failure = shallowRef<CallFailure>();
  const running = shallowRef(false);
  let latest = 0;

  async function run(...given: A): Promise<T | undefined> {
    const number = ++latest;
    running.value = true;
    failure.value = undefined;
    try {
      const value = await task(...given);
      if (number !== latest) return undefined;
      data.value = value;
      return value;
    } catch (error) {
      if (number === latest) failure.value = asFailure(error);
      return undefined;
    } finally {
      if (number === latest) running.value = false;
    }
  }

  function drop(): void {
    latest += 1;
    data.value = undefined;
    failure.value = undefined;
    running.value = false;
  }

  return {
    data,
    failure,
    running,
    run,
    drop,
    once: (...given) => (running.value ? Promise.resolve(undefined) : run(...given)),
  };
}
