import type { Knex } from 'knex';
import type { LetterRecord } from '../letter-files.ts';

/**
 * 発送していない書類 of a case `a`, as far as they stand (`grant_letter_stands`): notices that go by post whatever the channel
 * (不支給・取消・返還請求と、訂正・取下げの取消しのお知らせ), and the request of the open round of a correction where the case came by post
 * (仕様書 本文4(2)イ: 特定記録郵便等). The notice of a grant has its own event and queue.
 */
const UNPOSTED = `
  from letters l
 where l.application = a.id and grant_letter_stands(l.decision) and not exists (select from mailings m where m.letter = l.id)
   and (l.kind in ('refusal', 'claim', 'cancel', 'fix', 'undone')
        or l.kind = 'correction' and a.channel = 'post' and a.state = 'correction_requested'
           and not exists (select from letters n where n.application = l.application and n.kind = l.kind
                              and n.created_at > l.created_at))`;

/** The condition that a case `a` has such a letter. */
export const HAS_UNPOSTED = `exists (select ${UNPOSTED})`;

/** Orders such cases by their oldest letter. */
export const OLDEST_UNPOSTED = `(select min(l.created_at) ${UNPOSTED})`;

/** One letter that must go by post. */
export interface UnpostedLetter {
  readonly application: string;
  readonly kind: LetterRecord['kind'];
  /** JST day on which it was written. */
  readonly writtenOn: string;
}

/** The letters of these cases that must go by post and have not, oldest first. */
export async function unpostedLetters(
  database: Knex,
  cases: readonly string[],
): Promise<readonly UnpostedLetter[]> {
  const answer: { rows: { id: string; kind: LetterRecord['kind']; on: string }[] } = await database.raw(
    `select a.id, x.kind, x.written_on as "on" from applications a
      cross join lateral (select l.kind, (l.created_at at time zone 'Asia/Tokyo')::date::text as written_on,
                                 l.created_at ${UNPOSTED}) x
      where a.id = any(cast(:cases as uuid[])) order by x.created_at`,
    { cases: [...cases] },
  );
  return answer.rows.map(({ id, kind, on }) => ({ application: id, kind, writtenOn: on }));
}
