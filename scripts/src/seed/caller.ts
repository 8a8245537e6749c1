/** A person who calls verbs over HTTP, as the portal and the staff screens do. */
import { pathKeysOf, verbOf, type VerbInput, type VerbName, type VerbOutput } from '@grant/schema';
import { z } from 'zod';

const envelope = z.object({ data: z.unknown() });
const signedIn = z.object({ data: z.object({ access_token: z.string() }) });

/** What goes into the part `file` of an upload. */
export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Caller {
  /** Calls a verb; throws with status and body when it is refused. */
  call<N extends VerbName>(name: N, input: VerbInput<N>, file?: UploadedFile): Promise<VerbOutput<N>>;
  /** The same of a verb that answers with a file: its bytes. */
  bytes<N extends VerbName>(name: N, input: VerbInput<N>): Promise<Uint8Array>;
}

function bodyOf(
  upload: boolean,
  rest: [string, unknown][],
  file: UploadedFile | undefined,
): string | FormData {
  if (!upload) return JSON.stringify(Object.fromEntries(rest));
  const form = new FormData();
  for (const [key, value] of rest) if (typeof value === 'string') form.set(key, value);
  if (file !== undefined) form.set('file', new Blob([file.bytes], { type: file.type }), file.name);
  return form;
}

/** @throws Error when the account cannot sign in */
export async function signIn(
  url: string,
  account: { readonly email: string; readonly password: string },
): Promise<Caller> {
  const answer = await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account.email, password: account.password, mode: 'json' }),
  });
  if (!answer.ok) throw new Error(`${account.email} cannot sign in: ${String(answer.status)}`);
  const token = signedIn.parse(await answer.json()).data.access_token;

  const ask = async <N extends VerbName>(
    name: N,
    input: VerbInput<N>,
    file?: UploadedFile,
  ): Promise<Response> => {
    const verb = verbOf(name);
    const keys = pathKeysOf(verb.path);
    const values: Record<string, unknown> = { ...input };
    const path = keys.reduce(
      (made, key) => made.replace(`:${key}`, encodeURIComponent(String(values[key]))),
      verb.path,
    );
    const rest = Object.entries(values).filter(([key]) => !keys.includes(key));
    const posts = verb.method === 'POST';
    const query = posts
      ? ''
      : `?${new URLSearchParams(rest.map(([key, value]): [string, string] => [key, String(value)])).toString()}`;
    const response = await fetch(`${url}/grants${path}${query}`, {
      method: verb.method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(posts && !verb.upload ? { 'content-type': 'application/json' } : {}),
      },
      ...(posts ? { body: bodyOf(verb.upload, rest, file) } : {}),
    });
    if (!response.ok) throw new Error(`${name}: ${String(response.status)} ${await response.text()}`);
    return response;
  };

  return {
    async call<N extends VerbName>(
      name: N,
      input: VerbInput<N>,
      file?: UploadedFile,
    ): Promise<VerbOutput<N>> {
      const response = await ask(name, input, file);
      // The envelope is checked here; the shape of the answer is the verb's own promise, tested with the verb.
      return envelope.parse(await response.json()).data as VerbOutput<N>;
    },
    bytes: async (name, input) => new Uint8Array(await (await ask(name, input)).arrayBuffer()),
  };
}
