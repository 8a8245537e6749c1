import { civilDateInJapan, instant, type CivilDate, type VerbOutput } from '@grant/schema';

type Programme = VerbOutput<'programme.show'>;

/** What office days are counted by: the figures of the programme and the day it is in the office. */
export interface OfficeClock {
  readonly figures: Programme['figures'];
  readonly today: CivilDate;
}

let asked: Promise<OfficeClock | null> | null = null;

/** Asked once for all cells of all lists; a failure is forgotten, so that the next list asks again. */
export function officeClock(get: <A>(path: string) => Promise<A>): Promise<OfficeClock | null> {
  asked ??= get<Programme>('programme')
    .then(({ figures, now }) => ({ figures, today: civilDateInJapan(instant(now)) }))
    .catch(() => {
      asked = null;
      return null;
    });
  return asked;
}
