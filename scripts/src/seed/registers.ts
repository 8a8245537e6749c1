/** The registers of a practice office: calls, consultations, publicity and requests of the prefecture, so that each screen shows something. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';

/** Who writes the practice records. */
interface Hands {
  readonly reception: string;
  readonly official: string;
}

/** Days before the day of the practice office, at an hour in Japan. */
const at = (today: string, days: number, hour: number): Date =>
  new Date(Date.parse(`${today}T00:00:00+09:00`) - days * 86_400_000 + hour * 3_600_000);
const day = (today: string, days: number): string => at(today, days, 12).toISOString().slice(0, 10);

interface SeedCall {
  readonly days: number;
  readonly channel: string;
  readonly category: string;
  readonly party: string;
  readonly question: string;
  readonly answer: string | null;
  readonly minutes: number | null;
}

const CALLS: readonly SeedCall[] = [
  {
    days: 12,
    channel: 'phone',
    category: 'papers',
    party: 'employer',
    question: '出勤簿の写しは何か月分必要ですか。',
    answer: '休業を始めた月の前月から、復帰した月までです。',
    minutes: 4,
  },
  {
    days: 9,
    channel: 'phone',
    category: 'eligibility',
    party: 'agent',
    question: '顧問先の従業員が2回に分けて休業しました。合計できますか。',
    answer: '同じ子についての休業は合計できます。',
    minutes: 7,
  },
  {
    days: 8,
    channel: 'visit',
    category: 'procedure',
    party: 'employer',
    question: '郵送の様式をもらいたい。',
    answer: '様式を渡し、記入のしかたを説明した。',
    minutes: 15,
  },
  {
    days: 6,
    channel: 'phone',
    category: 'progress',
    party: 'employer',
    question: '先月送った申請の状況を知りたい。',
    answer: '審査中であること、おおよその時期を伝えた。',
    minutes: 3,
  },
  {
    days: 5,
    channel: 'mail',
    category: 'amount',
    party: 'agent',
    question: '加算の「はじめて」は、グループ会社の取得も含みますか。',
    answer: '法人ごとに判断します。',
    minutes: 12,
  },
  {
    days: 2,
    channel: 'phone',
    category: 'system',
    party: 'employer',
    question: '写真が大きすぎて送れないと表示される。',
    answer: '撮り直しの方法を案内した。',
    minutes: 9,
  },
  {
    days: 1,
    channel: 'portal',
    category: 'supporter',
    party: 'employer',
    question: '応援団の登録証がまだ届きません。登録の画面の写しでも申請できますか。',
    answer: null,
    minutes: null,
  },
  {
    days: 0,
    channel: 'phone',
    category: 'correction',
    party: 'employer',
    question: '補正の依頼が届いたが、どの書類を直せばよいか分からない。',
    answer: null,
    minutes: 2,
  },
];

async function ensureCalls(sql: Sql, hands: Hands, today: string): Promise<void> {
  const [faq] = await sql<{ id: string }[]>`
    select id from faqs where category = 'papers' and state = 'published' order by sort limit 1`;
  await sql`insert into inquiries ${sql(
    CALLS.map(({ days, ...call }, place) => {
      const received = at(today, days, 9 + (place % 7));
      const callback = call.answer === null && call.channel === 'phone';
      return {
        id: randomUUID(),
        ...call,
        received_at: received,
        party_name: `練習用の相手 ${String(place + 1)}`,
        party_contact: call.channel === 'portal' ? 'toiawase@firm.example.jp' : `028-600-10${String(place)}0`,
        summary: `${callback ? '【折返し】' : ''}${call.question}`,
        state: call.answer === null ? 'open' : 'closed',
        practice: true,
        answered_at: call.answer === null ? null : received,
        answer_due_on: call.channel === 'portal' ? day(today, -2) : null,
        callback,
        callback_at: callback ? at(today, 0, 12) : null,
        faq: call.category === 'papers' ? (faq?.id ?? null) : null,
        handled_by: call.channel === 'portal' ? null : hands.reception,
      };
    }),
  )}`;
}

async function ensureConsultations(sql: Sql, hands: Hands, today: string): Promise<void> {
  const [version] = await sql<{ id: string }[]>`
    select current_version as id from programmes where practice and current_version is not null limit 1`;
  const row = {
    handled_by: hands.reception,
    answer: null,
    effect: null,
    programme_version: null,
    practice: true,
  };
  await sql`insert into consultations ${sql(
    [
      {
        ...row,
        id: randomUUID(),
        consulted_on: day(today, 20),
        kind: 'interpretation',
        detail: '分割した休業の端数の日数は、何日を1か月として合計するか。',
        answer: '30日を1か月として合計する。',
        effect: '通算の数え方を「応当日と30日の併用」に設定した。',
        programme_version: version?.id ?? null,
        state: 'with_prefecture',
      },
      {
        ...row,
        id: randomUUID(),
        consulted_on: day(today, 3),
        kind: 'setting',
        detail: '補正の期限を過ぎた申請に、期限の延長を何回まで認めるか。',
        state: 'with_prefecture',
      },
      {
        ...row,
        id: randomUUID(),
        consulted_on: day(today, 1),
        kind: 'late_return',
        employer_name: '株式会社練習工業',
        detail: '受付の終了後に復帰する予定の従業員がいる。',
        state: 'open',
      },
    ].map((one) => ({ employer_name: null, ...one })),
  )}`;
  await sql`update consultations set state = 'closed' where answer is not null and state = 'with_prefecture'`;
}

async function ensurePublicity(sql: Sql, hands: Hands, today: string): Promise<void> {
  const flyer = randomUUID();
  const row = { recorded_by: hands.reception, area: '県内全域', downloadable: false, practice: true };
  await sql`insert into pr_activities ${sql([
    {
      ...row,
      id: flyer,
      held_on: day(today, 60),
      kind: 'flyer',
      title: '制度のチラシ（A4両面）',
      partner: '県内の商工会議所・商工会',
      printed: 10_000,
      cost: 187_000,
      attendance: null,
      result: '配布後の1か月で、電話の問合せが増えた。',
    },
    {
      ...row,
      id: randomUUID(),
      held_on: day(today, 45),
      kind: 'poster',
      title: '制度のポスター（B2）',
      partner: '市町の窓口',
      printed: 300,
      cost: 96_800,
      attendance: null,
      result: null,
    },
    {
      ...row,
      id: randomUUID(),
      held_on: day(today, 14),
      kind: 'briefing',
      title: '社会保険労務士向けの説明会',
      partner: '県社会保険労務士会',
      printed: null,
      cost: 22_000,
      attendance: 64,
      result: '「はじめて」の範囲の質問が多かった。',
    },
  ])}`;
  await sql`insert into pr_distributions ${sql(
    [
      ['宇都宮商工会議所', '宇都宮市', 2500],
      ['足利商工会議所', '足利市', 1200],
      ['ハローワーク小山', '小山市', 800],
    ].map(([place, area, quantity], order) => ({
      id: randomUUID(),
      activity: flyer,
      distributed_on: day(today, 50 - order),
      place,
      area,
      quantity,
      recorded_by: hands.reception,
    })) as never,
  )}`;
}

async function ensureRequests(sql: Sql, hands: Hands, today: string): Promise<void> {
  await sql`insert into information_requests ${sql([
    {
      id: randomUUID(),
      requested_at: at(today, 6, 10),
      requested_by: hands.official,
      title: '市町別の申請件数',
      detail: '6月末までの市町別の申請件数を知らせてください。',
      due_at: at(today, 1, 17),
      state: 'open',
      practice: true,
    },
    {
      id: randomUUID(),
      requested_at: at(today, 1, 14),
      requested_by: hands.official,
      title: '加算の内訳',
      detail: '「はじめて」の加算の件数を1か月と3か月に分けて知らせてください。',
      due_at: at(today, -5, 17),
      state: 'open',
      practice: true,
    },
  ])}`;
}

/** Fills each register of the desk, unless something stands in it: after a practice was begun anew, some still do. */
export async function ensureRegisters(sql: Sql, hands: Hands, today: string): Promise<void> {
  const registers = [
    ['inquiries', ensureCalls],
    ['consultations', ensureConsultations],
    ['pr_activities', ensurePublicity],
    ['information_requests', ensureRequests],
  ] as const;
  for (const [register, fill] of registers) {
    const [present] = await sql`select from ${sql(register)} limit 1`;
    if (present === undefined) await fill(sql, hands, today);
  }
  await sql`update programmes set budget = 30000000 where practice and budget is null`;
}
