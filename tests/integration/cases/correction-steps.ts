import * as journey from '@grant/scripts/seed/journey';
import type { Stage } from './cast.ts';

/** A case with such fields asked for, and how to answer them: by the target of each item. */
export async function askedFor(
  stage: Stage,
  targets: readonly string[],
  changes: Parameters<Stage['submitted']>[0] = {},
) {
  const made = await stage.submitted(changes);
  await journey.inReview(stage.cast, made);
  await stage.cast.by('reviewer').call('case.requestCorrection', {
    id: made.id,
    version: await stage.version(made),
    note: '',
    items: targets.map((target) => ({
      targetKind: target === 'attendance' ? ('paper' as const) : ('field' as const),
      target,
      reason: '確かめてください。',
    })),
  });
  const { correction } = await stage.cast.by('applicant').call('application.show', { id: made.id });
  const byItem = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(values).map(([target, value]) => [
        correction?.items.find((item) => item.target === target)?.id ?? crypto.randomUUID(),
        value,
      ]),
    );
  const answer = async (
    values: Readonly<Record<string, unknown>>,
    more: { following?: object; unneeded?: Readonly<Record<string, string>> } = {},
  ) =>
    stage.client('applicant').post(`/grants/applications/${made.id}/correction/answer`, {
      version: await stage.version(made),
      answers: byItem(values),
      ...more,
      ...(more.unneeded === undefined ? {} : { unneeded: byItem(more.unneeded) }),
    });
  const seen = async () => stage.cast.by('reviewer').call('case.workbench', { id: made.id });
  const round = async () =>
    (await seen()).corrections[0]?.items.map(({ target, oldValue, newValue, follows, unneededReason }) => ({
      target,
      oldValue,
      newValue,
      follows,
      unneededReason,
    }));
  return { made, answer, seen, round };
}
