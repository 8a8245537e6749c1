/** What is sent again after a lost answer is recorded once. */
import type * as journey from '@grant/scripts/seed/journey';
import { expect } from 'vitest';
import { type Answer, type Office, refusalCode } from '../../fixtures/office.ts';
import type { Person, Stage } from './cast.ts';

type Send = (input: object) => Promise<Answer>;

/** Twice at once and once more: one answer for all. Other words under the same key are refused and say so. */
async function oneOf(send: Send, input: object, others: object): Promise<void> {
  const keyed = { ...input, idempotencyKey: 'sent-once-more-1' };
  const answers = [...(await Promise.all([send(keyed), send(keyed)])), await send(keyed)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  const refused = await send({ ...keyed, ...others });
  expect(refusalCode(refused)).toBe('ALREADY_RECORDED');
  expect(JSON.stringify(refused.body)).toContain('直した内容は記録していません');
}

/** 疑義, its 続報 and an instruction about it, each sent again by whoever got no answer; another person's are their own. */
export async function sentAgain(
  office: Office,
  stage: Stage,
  walk: journey.Walk,
  doubt: object,
): Promise<void> {
  const at =
    (name: Person, path: string): Send =>
    (input) =>
      stage.client(name).post(`/grants/${path}`, input);
  const suspicions = async () =>
    (await stage.cast.by('reviewer').call('case.workbench', { id: walk.id })).suspicions;
  const raised = { version: await stage.version(walk), ...doubt };
  await oneOf(at('clerk', `cases/${walk.id}/raise-suspicion`), raised, { reason: '口座の名義が違う。' });
  const [one, ...more] = await suspicions();
  expect(more).toEqual([]);
  const id = one?.id ?? '';
  const other = '来所があった。';
  const note = { facts: '電話があった。', otherNumber: '' };
  await oneOf(at('clerk', `suspicions/${id}/note`), note, { facts: other });
  await at('manager', `suspicions/${id}/note`)({ ...note, idempotencyKey: 'sent-once-more-1' });
  const instruction = { answer: '振込を止めること。' };
  await oneOf(at('manager', `suspicions/${id}/answer`), instruction, { answer: '続けてよい。' });
  expect(await suspicions()).toMatchObject([
    {
      notes: [{ facts: note.facts }, { facts: note.facts }],
      prefectureAnswer: `${stage.cast.today}　振込を止めること。`,
    },
  ]);
  for (const work of [
    office.sql`update suspicion_answers set answer = 'x' where suspicion = ${id}`,
    office.sql`delete from suspicion_answers where suspicion = ${id}`,
  ])
    await expect(work.execute()).rejects.toMatchObject({ constraint_name: 'grant_append_only' });
  const again = office.sql.begin(async (sql) => {
    await sql`select set_config('grant.actor', ${office.accounts.manager?.id ?? ''}, true)`;
    await sql`insert into suspicion_answers select * from suspicion_answers where suspicion = ${id}`;
  });
  await expect(again).rejects.toMatchObject({ constraint_name: 'suspicion_answers_pkey' });
}
