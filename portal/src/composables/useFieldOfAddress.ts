import { onMounted } from 'vue';
import { useRoute } from 'vue-router';
import { goToField } from './goToField.ts';

/** For a page of fields: an address that names one (`#employerPhone`) leads there, not to the heading. */
export function useFieldOfAddress(): void {
  const { hash } = useRoute();
  onMounted(() => {
    if (hash !== '') goToField(hash.slice(1));
  });
}
