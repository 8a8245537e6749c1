/** What the public pages of a practice office show: news, and questions approved by the practice official. */
import { randomUUID } from 'node:crypto';
import { defaultProgramme, formatWareki, type Programme } from '@grant/schema';
import type { Sql } from 'postgres';
import { seedFaqs } from './faqs.ts';

interface SeedNews {
  readonly kind: 'notice' | 'important';
  readonly title: string;
  readonly body: string;
  readonly from: string;
}

function seedNews(p: Programme): SeedNews[] {
  return [
    {
      kind: 'important',
      title: `申請の受付は${formatWareki(p.receptionClosesOn)}までです`,
      body: `受付の終了後は、復帰の時期にかかわらず申請できません。終了の間際は混み合いますので、復帰したら早めに申請してください。`,
      from: '2026-05-01T00:00:00Z',
    },
    {
      kind: 'notice',
      title: 'よくある質問に「書類」の項目を追加しました',
      body: '電子データの出勤簿や、従業員が10人未満の場合の就業規則の扱いなど、お問い合わせの多い内容を追加しました。',
      from: '2026-06-22T00:00:00Z',
    },
    {
      kind: 'notice',
      title: '申請の受付を開始しました',
      body: `${formatWareki(p.receptionOpensOn)}から、オンラインと郵送で申請を受け付けています。申請の前に、自己チェックで対象になるかを確かめられます。`,
      from: '2026-05-01T00:00:00Z',
    },
  ];
}

async function ensureNews(sql: Sql): Promise<void> {
  const [present] = await sql`select id from news limit 1`;
  if (present !== undefined) return;
  await sql`insert into news ${sql(
    seedNews(defaultProgramme).map(({ kind, title, body, from }) => ({
      id: randomUUID(),
      kind,
      title,
      body,
      state: 'published',
      publish_from: new Date(from),
    })),
  )}`;
}

// The way every question goes: written, shown to the prefecture, approved, published. The database takes no other.
async function ensureFaqs(sql: Sql, official: string): Promise<void> {
  const [present] = await sql`select id from faqs limit 1`;
  if (present !== undefined) return;
  const rows = seedFaqs(defaultProgramme).map((faq, index) => ({
    id: randomUUID(),
    sort: index + 1,
    state: 'in_review',
    ...faq,
  }));
  await sql.begin(async (trx) => {
    await trx`insert into faqs ${trx(rows)}`;
    await trx`insert into faq_reviews ${trx(
      rows.map(({ id }) => ({
        id: randomUUID(),
        faq: id,
        version: 1,
        verdict: 'approved',
        reviewer: official,
      })),
    )}`;
    await trx`update faqs set state = 'approved' where state = 'in_review'`;
    await trx`update faqs set state = 'published' where state = 'approved'`;
  });
}

/** Fills the public pages, unless something stands there. Without an official nothing can be approved. */
export async function ensureContent(sql: Sql, official: string | undefined): Promise<void> {
  await ensureNews(sql);
  if (official !== undefined) await ensureFaqs(sql, official);
}
