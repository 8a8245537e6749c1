import type { CaseState } from '@grant/schema';

/** 届いた書類を扱う画面: where the desk goes on with papers filed with a case, by its state. */
export function deskOf(id: string, state: CaseState | null): string {
  if (state === 'received') return `/intake/${id}`;
  if (state === 'correction_requested') return `/intake/${id}/answer`;
  if (state === 'account_correction') return `/intake/${id}/account`;
  return `/content/applications/${id}`;
}
