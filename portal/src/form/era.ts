import { formatWareki, parseCivilDate } from '@grant/schema';

/** A whole date in the Japanese calendar, 令和8年4月1日; '' for anything that is no date yet. */
export function showEra(value: string): string {
  const read = parseCivilDate(value);
  return read.ok ? formatWareki(read.value) : '';
}
