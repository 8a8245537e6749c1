import { computed, ref, watch } from 'vue';
import type { Answers } from '@grant/schema';
import { call } from '../api/client.ts';

type Found = readonly { readonly code: string; readonly name: string }[];

function nameIn(found: Found, code: string): string | undefined {
  return found.find((one) => one.code === code)?.name;
}

/**
 * The names of the bank and the branch that the answers give by code, so that they can be checked against a passbook.
 * Undefined until they are found, and where the master cannot be asked: then the code has to do.
 */
export function useBankNames(answers: () => Answers) {
  const names = ref<{ readonly bankCode?: string | undefined; readonly branchCode?: string | undefined }>({});
  let latest: readonly string[] = [];
  watch(
    () => [answers().bankCode ?? '', answers().branchCode ?? ''] as const,
    async (asked) => {
      const [bankCode, branchCode] = asked;
      latest = asked;
      names.value = {};
      if (!/^\d{4}$/u.test(bankCode)) return;
      const [bank, branch] = await Promise.all([
        call('banks.search', { query: bankCode }).catch(() => ({ banks: [] })),
        branchCode === ''
          ? { branches: [] }
          : call('branches.search', { bankCode, query: branchCode }).catch(() => ({ branches: [] })),
      ]);
      // A later answer has overtaken this one.
      if (latest !== asked) return;
      names.value = {
        bankCode: nameIn(bank.banks, bankCode),
        branchCode: nameIn(branch.branches, branchCode),
      };
    },
    { immediate: true },
  );
  return computed(() => names.value);
}
