/** What the parts of the fund desk share: the figures, one act at a time, and what became of it. */
import { onMounted, ref } from 'vue';
import { useAttempt } from '../../desk/useAttempt.ts';
import { useOnce } from '../../desk/useOnce.ts';
import type { Funds, Statement } from './types.ts';

export function useFunds() {
  const { get, post, send, codeOf, faultOf, fault, done, busy, attempt } = useAttempt();
  const once = useOnce(codeOf);
  const funds = ref<Funds | null>(null);
  const statement = ref<Statement | null>(null);

  async function read(): Promise<void> {
    try {
      funds.value = await get<Funds>('funds');
      if (funds.value.insider) statement.value = await get<Statement>('funds/statement');
    } catch (error) {
      fault.value = faultOf(error);
    }
  }
  onMounted(read);

  /** Runs one act, reads everything anew, and says `words`, or what the act itself answers. */
  const act = (task: () => Promise<string | undefined>, words = ''): Promise<boolean> =>
    attempt(async () => {
      const answer = await task();
      await read();
      done.value = answer ?? words;
    });

  return {
    funds,
    statement,
    fault,
    done,
    busy,
    act,
    /** A verb that changes something, below `funds/`. */
    send: (path: string, input: unknown = {}, words = '記録しました。'): Promise<boolean> =>
      act(async () => {
        await post(`funds/${path}`, input);
        return undefined;
      }, words),
    /** The same for what would be there twice if it were sent again after a lost answer. */
    record: (path: string, input: object, words: string): Promise<boolean> =>
      act(async () => {
        await once(path, (key) => post(`funds/${path}`, { ...input, ...key }));
        return undefined;
      }, words),
    importFile: (file: File): Promise<boolean> =>
      act(async () => {
        const { taken, known, matched } = await send<{ taken: number; known: number; matched: number }>(
          'funds/statement',
          file,
        );
        return `明細を${String(taken)}件取り込みました（取込み済み ${String(known)}件、自動で照合 ${String(matched)}件）。`;
      }),
  };
}

export type FundsDesk = ReturnType<typeof useFunds>;
