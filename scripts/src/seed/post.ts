/** 郵送 in the practice office: an original that went back, scans that wait, and a correction past its day, so that these screens show something. */
import { addDays } from '@grant/schema';
import type { Sql } from 'postgres';
import type { UploadedFile } from './caller.ts';
import * as journey from './journey.ts';
import { madeUpAnswers } from './made-up.ts';
import { practicePaper } from './paper.ts';

/** No other practice case has this number; its firm is not filed anywhere else. */
const OVERDUE_INDEX = 26;
const DAYS_ASKED = 28;
const DAYS_OVER = 6;

const scan = (name: string, bytes: UploadedFile['bytes']): UploadedFile => ({
  name,
  type: 'application/pdf',
  bytes,
});

async function ensureCustody(cast: journey.Cast, id: string): Promise<void> {
  const desk = cast.by('reception');
  const kept = { id, what: '母子健康手帳（原本）' };
  await desk.call('custody.record', { ...kept, action: 'stored', place: '鍵付き書庫 1段目' });
  await desk.call('custody.record', {
    ...kept,
    action: 'returned',
    trackingNumber: '531-00-12345-1',
    note: '写しを取り、特定記録で返却した。',
  });
  await desk.call('custody.record', { id, what: '申請書類一式', action: 'moved', place: '審査席の棚' });
}

async function ensureScans(cast: journey.Cast, id: string): Promise<void> {
  const desk = cast.by('reception');
  const sheet = await desk.bytes('case.coverSheet', { id });
  await desk.call('scan.upload', {}, scan('読取り1（整理票あり）.pdf', Uint8Array.from(sheet)));
  const paper = practicePaper(['出勤簿', '（練習用の書類・整理票なし）']);
  await desk.call('scan.upload', {}, scan('読取り2（整理票なし）.pdf', paper));
}

/** Papers with gaps, registered as they are, whose correction was asked for weeks ago and never answered. */
async function ensureOverdue(sql: Sql, cast: journey.Cast): Promise<void> {
  const { employerLegalForm, employerName, employerPhone, employeeName, contactEmail } = madeUpAnswers(
    OVERDUE_INDEX,
    cast.today,
  );
  const walk = await journey.received(cast, OVERDUE_INDEX, {
    employerLegalForm,
    employerName,
    employerPhone,
    employeeName,
    contactEmail,
  });
  await cast.by('reception').call('case.register', { id: walk.id, version: 0, revision: 1 });
  await journey.correctionRequested(cast, walk);
  await sql`
    update corrections set due_on = ${addDays(cast.today, -DAYS_OVER)},
           requested_at = ${`${addDays(cast.today, -DAYS_ASKED)}T10:00:00+09:00`}
     where application = ${walk.id}`;
}

/** Fills the screens of the post, once. */
export async function ensurePost(sql: Sql, cast: journey.Cast): Promise<void> {
  const [opened] = await sql<{ id: string }[]>`
    select id from applications where practice and state = 'received' order by receipt_number limit 1`;
  const filled = await sql`select from scans limit 1`;
  if (opened === undefined || filled.length > 0) return;
  await ensureCustody(cast, opened.id);
  await ensureScans(cast, opened.id);
  await ensureOverdue(sql, cast);
}
