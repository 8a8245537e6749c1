/** What staff do to one case, at the version it has at that moment. */
import type { Walk } from '@grant/scripts/seed/journey';
import type { Person, Stage } from '../cases/cast.ts';

/** Carries out a verb of the case as this person; `verb` is the last part of its path. */
export function actOn(stage: Stage, walk: Walk) {
  return async (by: Person, verb: string, input: object) =>
    stage
      .client(by)
      .post(`/grants/cases/${walk.id}/${verb}`, { version: await stage.version(walk), ...input });
}

/** How many notices of a grant, first or further, have been made. */
export async function lettersMade(stage: Stage, walk: Walk): Promise<number> {
  const { letters } = await stage.cast.by('approver').call('case.workbench', { id: walk.id });
  return letters.filter((letter) => letter.kind === 'grant' && letter.madeAt !== null).length;
}
