import { ref } from 'vue';

/** How often in a row a page could not be fetched while the one before it stays open. */
export const unreached = ref(0);
