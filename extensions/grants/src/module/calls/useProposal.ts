/** よくある質問の提案: a draft of the FAQ made of an inquiry, answered or not. */
import { ref } from 'vue';
import { useVerbs } from '../../desk/useVerbs.ts';

const SAID = 'よくある質問の下書きを作りました。内容を直してから県に確認を依頼してください。';

/** @param done hears the sentence that says what was done */
export function useProposal(done: (said: string) => void) {
  const { post, faultOf } = useVerbs();
  const fault = ref<string | null>(null);
  async function propose({ id }: { readonly id: string }): Promise<void> {
    fault.value = null;
    try {
      await post(`desk/inquiries/${id}/propose-faq`, {});
      done(SAID);
    } catch (error) {
      fault.value = faultOf(error);
    }
  }
  return { fault, propose };
}
