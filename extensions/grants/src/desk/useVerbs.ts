/** The staff screens' way to the verbs: same origin, the admin app's session, one way to read a refusal. */
import { useApi, useStores } from '@directus/extensions-sdk';
import { ACCOUNT_HEADER } from '@grant/schema';
import { z } from 'zod';
import { NoAnswer, patiently } from './patience.ts';

const facts = z.object({ faults: z.array(z.object({ message: z.string() })).optional() });
const refused = z.object({
  response: z.object({
    data: z.object({
      errors: z
        .array(
          z.object({
            message: z.string(),
            extensions: z.object({ code: z.string(), facts: facts.optional() }),
          }),
        )
        .min(1),
    }),
  }),
});

/** A refusal that came where a file was expected, as any other. */
async function spokenRefusal(error: unknown): Promise<unknown> {
  const body: unknown = (error as { response?: { data?: unknown } }).response?.data;
  if (!(body instanceof Blob)) return error;
  try {
    return { response: { data: JSON.parse(await body.text()) as unknown } };
  } catch {
    return error;
  }
}

export function useVerbs() {
  const api = useApi();
  const users = useStores().useUserStore();
  // All tabs share one session: what is pressed here must not be done by a colleague who has signed in beside it.
  const headers = (): Record<string, string> => {
    const id = users.currentUser?.id;
    return id === undefined ? {} : { [ACCOUNT_HEADER]: id };
  };
  const ask = async <Answer>(method: 'get' | 'post', path: string, input?: unknown): Promise<Answer> => {
    const answer = await patiently({ method, path, data: input }, (signs) =>
      api.request<{ data: Answer }>({
        method,
        url: `/grants/${path}`,
        data: input,
        headers: headers(),
        ...signs,
      }),
    );
    return answer.data.data;
  };
  // A file that is taken by a POST has no link to follow: its bytes are handed to the browser under their name.
  const fileOf = async (path: string, input: unknown): Promise<{ address: string; name: string }> => {
    const answer = await patiently({ method: 'post', path, data: input, file: true }, (signs) =>
      api.request<Blob>({
        method: 'post',
        url: `/grants/${path}`,
        data: input,
        headers: headers(),
        responseType: 'blob',
        ...signs,
      }),
    ).catch(async (error: unknown) => {
      throw await spokenRefusal(error);
    });
    const named = answer.headers['content-disposition'];
    const name = /filename\*=UTF-8''([^;]+)/u.exec(typeof named === 'string' ? named : '')?.[1];
    return { address: URL.createObjectURL(answer.data), name: decodeURIComponent(name ?? '') };
  };
  const download = (address: string, name: string): void => {
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The browser reads the bytes after the click; a minute is long enough for any list.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  const take = async (path: string, input: unknown): Promise<void> => {
    const { address, name } = await fileOf(path, input);
    download(address, name);
  };
  return {
    take,
    get: <Answer>(path: string): Promise<Answer> => ask('get', path),
    post: <Answer>(path: string, input: unknown): Promise<Answer> => ask('post', path, input),
    /** Sends one file to a verb that takes one. */
    send: <Answer>(path: string, file: File): Promise<Answer> => {
      const form = new FormData();
      form.set('file', file);
      return ask('post', path, form);
    },
    /** A PDF that an act makes, in a tab of its own; downloaded where the browser allows none, since it is made but once. */
    openPdf: async (path: string, input: object = {}): Promise<void> => {
      // Opened by the click itself: a browser blocks a tab that opens only once an answer has come.
      const tab = window.open('', '_blank');
      try {
        const { address, name } = await fileOf(path, input);
        if (tab === null) download(address, name);
        else tab.location.href = address;
      } catch (error) {
        tab?.close();
        throw error;
      }
    },
    /** The stable code of a refusal; nothing when the network failed. */
    codeOf: (error: unknown): string | undefined => {
      const parsed = refused.safeParse(error);
      return parsed.success ? parsed.data.response.data.errors[0]?.extensions.code : undefined;
    },
    /** The sentence of a refusal with its code; never internals. */
    faultOf: (error: unknown): string => {
      if (error instanceof NoAnswer) return error.message;
      const parsed = refused.safeParse(error);
      const first = parsed.success ? parsed.data.response.data.errors[0] : undefined;
      if (first === undefined) return '通信できませんでした。接続を確かめて、もう一度操作してください。';
      // Several faults are only counted in the sentence; each says for itself what to do.
      const faults = first.extensions.facts?.faults ?? [];
      const each = faults.length > 1 ? faults.map((one) => one.message).join('') : '';
      return `${first.message}${each}（${first.extensions.code}）`;
    },
  };
}
