import { inquiryCategories, inquiryChannels, inquiryStates } from '@grant/schema';
import { scopeOf } from './preface.ts';
import type { Ask, Report, ReportColumn, ReportSheet } from './report.ts';

const columnsOf = (subject: string): readonly ReportColumn[] => [
  { title: subject, kind: 'text', width: 44 },
  { title: '件数', kind: 'number', width: 10 },
  { title: 'うち対応中', kind: 'number', width: 12 },
  { title: '所要時間計（分）', kind: 'number', width: 16 },
  { title: '1件当たり（分）', kind: 'number', width: 16 },
];

interface Count {
  readonly bucket: string;
  readonly count: number;
  readonly open: number;
  readonly minutes: number;
  readonly timed: number;
}

const TIMES = `case when q.minutes is null then 'none' when q.minutes <= 5 then '5' when q.minutes <= 10 then '10'
  when q.minutes <= 20 then '20' when q.minutes <= 30 then '30' else 'more' end`;

/** How long an answer took. */
const timeLabels = {
  '5': '5分以内',
  '10': '5分を超え10分以内',
  '20': '10分を超え20分以内',
  '30': '20分を超え30分以内',
  more: '30分を超える',
  none: '記録なし',
} as const;

/** So many questions of the FAQ are named. */
const TOP_FAQS = 10;
/** The report goes to the prefecture, which reads no draft. */
const FAQ = "coalesce(f.shown_question, '（作成中の質問）')";

async function counted(ask: Ask, bucket: string, joined = '', limit: number | null = null): Promise<Count[]> {
  const answer: { rows: Count[] } = await ask.office.database.raw(
    `select ${bucket} as bucket, count(*)::int as count, count(*) filter (where q.state <> 'closed')::int as open,
            coalesce(sum(q.minutes), 0)::int as minutes, count(q.minutes)::int as timed
       from inquiries q ${joined}
      where q.practice = :practice
        and (cast(:from as date) is null or (q.received_at at time zone 'Asia/Tokyo')::date >= cast(:from as date))
        and (cast(:to as date) is null or (q.received_at at time zone 'Asia/Tokyo')::date <= cast(:to as date))
      group by 1 order by ${limit === null ? '1' : 'count(*) desc, 1'} limit :limit`,
    {
      practice: ask.programme.practice,
      from: ask.filter.from ?? null,
      to: ask.filter.to ?? null,
      limit,
    },
  );
  return answer.rows;
}

const mean = ({ minutes, timed }: Count): number | null =>
  timed === 0 ? null : Math.round((minutes / timed) * 10) / 10;

function sheet(
  name: string,
  subject: string,
  counts: readonly Count[],
  labelOf: (bucket: string) => string,
): ReportSheet {
  return {
    name,
    columns: columnsOf(subject),
    ids: [],
    bars: 1,
    rows: counts.map((one) => [labelOf(one.bucket), one.count, one.open, one.minutes, mean(one)]),
  };
}

/** Every label of a table in its order, with nothing where nothing was asked: a report shows its zeros. */
function whole(counts: readonly Count[], labels: Readonly<Record<string, string>>): Count[] {
  const kept = new Map(counts.map((one) => [one.bucket, one]));
  return Object.keys(labels).map(
    (bucket) => kept.get(bucket) ?? { bucket, count: 0, open: 0, minutes: 0, timed: 0 },
  );
}

/** 問合せの集計 (仕様書 本文4(1)キ): classified counts of a period; nobody is named in it. */
export async function inquiryReport(ask: Ask): Promise<Report> {
  const label = (labels: Readonly<Record<string, string>>) => (bucket: string) => labels[bucket] ?? bucket;
  const byCategory = await counted(ask, 'q.category');
  const all: Count = {
    bucket: '計',
    count: byCategory.reduce((sum, one) => sum + one.count, 0),
    open: byCategory.reduce((sum, one) => sum + one.open, 0),
    minutes: byCategory.reduce((sum, one) => sum + one.minutes, 0),
    timed: byCategory.reduce((sum, one) => sum + one.timed, 0),
  };
  const categories = { ...inquiryCategories, 計: '計' };
  const faqs = await counted(
    ask,
    FAQ,
    'join faqs f on f.id = q.faq and q.faq_candidate is not true',
    TOP_FAQS,
  );
  return {
    title: '問合せの集計',
    preface: scopeOf(ask, '受付日'),
    total: all.count,
    sheets: [
      sheet('区分別', '区分', [...whole(byCategory, inquiryCategories), all], label(categories)),
      sheet(
        '方法別',
        '方法',
        whole(await counted(ask, 'q.channel'), inquiryChannels),
        label(inquiryChannels),
      ),
      sheet('状態別', '状態', whole(await counted(ask, 'q.state'), inquiryStates), label(inquiryStates)),
      sheet('所要時間別', '所要時間', whole(await counted(ask, TIMES), timeLabels), label(timeLabels)),
      sheet(
        '日別',
        '受付日',
        await counted(ask, "(q.received_at at time zone 'Asia/Tokyo')::date::text"),
        (day) => day,
      ),
      sheet('よくある質問', `使われた質問（上位${String(TOP_FAQS)}件）`, faqs, (question) => question),
    ],
  };
}
