import { isCivilDate, type CivilDate } from '../civil-date.ts';
import { civilDateInJapan, parseInstant } from '../civil-date/japan-time.ts';

/** PDF の日付: the days on which a file says it was made and last changed; null where it does not say. JST. */
export interface PdfDays {
  readonly madeOn: CivilDate | null;
  readonly changedOn: CivilDate | null;
}

// D:20260601093000+09'00' (PDF 32000-1, 7.9.4); the zone may be missing, then it is taken as Japan's own.
const STAMP = /D:(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?)?/u;

function dayAfter(text: string, key: string): CivilDate | null {
  let last: CivilDate | null = null;
  // A file changed in steps has a trailer for each; the last one counts.
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + key.length)) {
    last = dayOf(text.slice(at + key.length, at + key.length + 40)) ?? last;
  }
  return last;
}

function dayOf(text: string): CivilDate | null {
  const found = STAMP.exec(text);
  if (found === null) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', utc, sign, east = '00', rest = '00'] =
    found;
  const written = `${year}-${month}-${day}`;
  const zone = sign === undefined ? (utc === undefined ? '+09:00' : 'Z') : `${sign}${east}:${rest}`;
  if (!isCivilDate(written)) return null;
  const moment = parseInstant(`${written}T${hour}:${minute}:${second}${zone}`);
  return moment.ok ? civilDateInJapan(moment.value) : written;
}

/** @param text the bytes of a PDF, one character each (latin1); what stands in compressed parts is not seen */
export function pdfDays(text: string): PdfDays {
  return { madeOn: dayAfter(text, '/CreationDate'), changedOn: dayAfter(text, '/ModDate') };
}
