import { shallowReadonly, shallowRef } from 'vue';
import type { VerbOutput } from '@grant/schema';
import { call } from '../api/client.ts';
import { asFailure, type CallFailure } from '../api/failure.ts';

/** How long the answer counts as today's, in milliseconds: a desk that has just closed shows in every open tab. */
const FRESH_MS = 60_000;

const programme = shallowRef<VerbOutput<'programme.show'>>();
const failure = shallowRef<CallFailure>();
let asking: Promise<void> | undefined;
let askedAt = 0;

async function ask(): Promise<void> {
  askedAt = performance.now();
  try {
    programme.value = await call('programme.show', {});
    failure.value = undefined;
  } catch (error) {
    failure.value = asFailure(error);
    asking = undefined;
  }
}

/** Asks anew where the answer is older than a minute; until the new one is there, and where it fails, the old stands. */
export function renewProgramme(): void {
  if (programme.value !== undefined && performance.now() - askedAt >= FRESH_MS) void renewProgrammeNow();
}

/** Asks anew at once, before something final; where it fails, the old answer stands. */
export async function renewProgrammeNow(): Promise<void> {
  askedAt = performance.now();
  try {
    programme.value = await call('programme.show', {});
  } catch {
    // What was known is still the best that is known; the server decides in any case.
  }
}

/** The programme's figures and whether applications are taken now; one answer for the whole portal. */
export function useProgramme() {
  asking ??= ask();
  return {
    programme: shallowReadonly(programme),
    failure: shallowReadonly(failure),
    ready: asking,
    again: () => (asking = ask()),
  };
}
