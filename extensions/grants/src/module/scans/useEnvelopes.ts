/** 届いた書類: sorted into their kinds, or taken out again, wherever the papers of a case are worked on. */
import { ref, type Ref } from 'vue';
import type { VerbOutput } from '@grant/schema';

type Paper = VerbOutput<'application.show'>['attachments'][number];

/** The screen that works on the case: its acts, its reading of the case, and what was refused last. */
interface Screen {
  readonly post: (path: string, body: object) => Promise<unknown>;
  readonly attempt: (work: () => Promise<void>, said: string | null) => Promise<unknown>;
  readonly refresh: () => Promise<void>;
  readonly fault: Ref<string | null>;
  readonly codeOf: (error: unknown) => string | undefined;
}

export function useEnvelopes(caseId: () => string, { post, attempt, refresh, fault, codeOf }: Screen) {
  const act = (attachment: string, verb: 'sort' | 'remove', input: object, said: string): Promise<unknown> =>
    attempt(async () => {
      await post(`applications/${caseId()}/attachments/${attachment}/${verb}`, input).catch(
        async (error: unknown) => {
          // A colleague was quicker: the list shows what became of it.
          if (codeOf(error) === 'STALE_VERSION') await refresh();
          throw error;
        },
      );
      await refresh();
    }, said);
  const sort = (attachment: string, runs: readonly object[]): Promise<unknown> =>
    act(attachment, 'sort', { runs }, '書類を仕分けました。');
  /** The paper that is being taken out, and asked about. */
  const wrong = ref<Paper | null>(null);
  async function takeOut(reason: string): Promise<void> {
    if (wrong.value === null) return;
    await act(
      wrong.value.id,
      'remove',
      { reason },
      '書類を取り外しました。郵送で届いたものは「読み取った書類の振り分け」に戻しました。',
    );
    if (fault.value === null) wrong.value = null;
  }
  return { sort, wrong, takeOut };
}
