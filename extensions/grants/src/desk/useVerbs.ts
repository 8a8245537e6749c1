/** The staff screens' way to the verbs: same origin, the admin app's session, one way to read a refusal. */
import { useApi } from '@directus/extensions-sdk';
import { z } from 'zod';

const refused = z.object({
  response: z.object({
    data: z.object({
      errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).min(1),
    }),
  }),
});

export function useVerbs() {
  const api = useApi();
  const send = async <Answer>(method: 'get' | 'post', path: string, input?: unknown): Promise<Answer> => {
    const answer = await api.request<{ data: Answer }>({ method, url: `/grants/${path}`, data: input });
    return answer.data.data;
  };
  return {
    get: <Answer>(path: string): Promise<Answer> => send('get', path),
    post: <Answer>(path: string, input: unknown): Promise<Answer> => send('post', path, input),
    /** The stable code of a refusal; nothing when the network failed. */
    codeOf: (error: unknown): string | undefined => {
      const parsed = refused.safeParse(error);
      return parsed.success ? parsed.data.response.data.errors[0]?.extensions.code : undefined;
    },
    /** The sentence of a refusal with its code; never internals. */
    faultOf: (error: unknown): string => {
      const parsed = refused.safeParse(error);
      const first = parsed.success ? parsed.data.response.data.errors[0] : undefined;
      if (first === undefined) return '通信できませんでした。接続を確かめて、もう一度操作してください。';
      return `${first.message}（${first.extensions.code}）`;
    },
  };
}
