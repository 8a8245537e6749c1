/** 送信の鍵: what is sent again after a lost answer is the same record; what follows an answer is a record of its own. */

/** @param codeOf the code of a refusal, as `useVerbs` reads it */
export function useOnce(codeOf: (error: unknown) => string | undefined) {
  const keys = new Map<string, string>();
  /**
   * Sends under the key of what is recorded, which stays until its answer has come: also when the dialog was closed
   * meanwhile, or other words were typed.
   * @param what names what is recorded and of what, for example the path of the verb
   */
  return async function once<Answer>(
    what: string,
    send: (key: { readonly idempotencyKey: string }) => Promise<Answer>,
  ): Promise<Answer> {
    const key = keys.get(what) ?? crypto.randomUUID();
    keys.set(what, key);
    try {
      const answer = await send({ idempotencyKey: key });
      keys.delete(what);
      return answer;
    } catch (error) {
      // The first words were recorded, and whoever typed others has been told: pressed again, they are a second record.
      if (codeOf(error) === 'ALREADY_RECORDED') keys.delete(what);
      throw error;
    }
  };
}
