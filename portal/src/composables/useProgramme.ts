import { shallowReadonly, shallowRef } from 'vue';
import type { VerbOutput } from '@grant/schema';
import { call } from '../api/client.ts';
import { asFailure, type CallFailure } from '../api/failure.ts';

const programme = shallowRef<VerbOutput<'programme.show'>>();
const failure = shallowRef<CallFailure>();
let asking: Promise<void> | undefined;

async function ask(): Promise<void> {
  try {
    programme.value = await call('programme.show', {});
    failure.value = undefined;
  } catch (error) {
    failure.value = asFailure(error);
    asking = undefined;
  }
}

/** The programme's figures and whether applications are taken now; asked once for the whole portal. */
export function useProgramme() {
  asking ??= ask();
  return {
    programme: shallowReadonly(programme),
    failure: shallowReadonly(failure),
    ready: asking,
    again: () => (asking = ask()),
  };
}
