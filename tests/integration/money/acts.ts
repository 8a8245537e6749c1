/** What staff do to one case, at the version it has at that moment. */
import { letterCodes } from '@grant/schema';
import type { Walk } from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import { PATIENCE } from '../../fixtures/patience.ts';
import type { Person, Stage } from '../cases/cast.ts';

/** Another account of the same bank, as a form sends it. */
export const NEW_ACCOUNT = {
  bankCode: '0129',
  branchCode: '100',
  accountType: 'ordinary',
  accountNumber: '7777777',
  accountHolderKana: 'ﾄﾁｷﾞ',
};

/** Carries out a verb of the case as this person; `verb` is the last part of its path. */
export function actOn(stage: Stage, walk: Walk) {
  return async (by: Person, verb: string, input: object) =>
    stage
      .client(by)
      .post(`/grants/cases/${walk.id}/${verb}`, { version: await stage.version(walk), ...input });
}

/** Both notices of a grant and its further sum, once they have been made; their ids, the newest first. */
export async function bothNotices(stage: Stage, walk: Walk): Promise<string[]> {
  const made = async (): Promise<string[]> => {
    const { letters } = await stage.cast.by('approver').call('case.workbench', { id: walk.id });
    return letters
      .filter((letter) => letter.kind === 'grant' && letter.madeAt !== null)
      .sort((left, right) => (right.madeAt ?? '').localeCompare(left.madeAt ?? ''))
      .map(({ id }) => id);
  };
  await expect.poll(made, { timeout: PATIENCE }).toHaveLength(2);
  return made();
}

/** What a scanner reads off a letter and off its label. */
export function codesOn(letter: string) {
  const { letter: letterCode, envelope: envelopeCode } = letterCodes(letter);
  return { letterCode, envelopeCode };
}
