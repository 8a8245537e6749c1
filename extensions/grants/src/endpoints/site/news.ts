import type { VerbOutput } from '@grant/schema';
import type { Visit } from '../visit.ts';

type News = VerbOutput<'news.list'>['news'][number];

interface NewsRow {
  readonly id: string;
  readonly kind: News['kind'];
  readonly title: string;
  readonly body: string;
  readonly publish_from: Date | null;
}

/** So many are shown; older ones are seen in the admin app. */
const SHOWN_MAX = 30;

/** お知らせ: published, begun and not ended; the important ones first, then the newest. */
export async function listNews({ office, moment }: Visit): Promise<VerbOutput<'news.list'>> {
  const answer: { rows: NewsRow[] } = await office.database.raw(
    `select id, kind, title, body, publish_from from news
      where state = 'published' and (publish_from is null or publish_from <= ?)
        and (publish_until is null or publish_until > ?)
      order by (kind = 'important') desc, publish_from desc nulls last, id limit ?`,
    [moment.at, moment.at, SHOWN_MAX],
  );
  return {
    news: answer.rows.map(({ publish_from: from, ...row }) => ({
      ...row,
      publishedAt: from?.toISOString() ?? '',
    })),
  };
}
