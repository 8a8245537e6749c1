/** 毎日の保管点検: checks, clears away what belongs to nobody, keeps the result and tells the manager what is wrong. */
import type { VerbOutput } from '@grant/schema';
import { asSystem } from '../adapter/actor.ts';
import { folderNamed } from '../adapter/folders.ts';
import type { Office } from '../adapter/ports.ts';
import { work } from '../adapter/work.ts';
import { enqueue } from '../jobs/queue.ts';
import { eraseFiles } from './files.ts';
import { checkStorage, type StorageFault } from './storage-check.ts';

/** An upload under way has its file before its record; after a day it is one that never arrived. */
const ORPHANS = `
  select f.id from directus_files f
   where f.folder = ? and f.uploaded_on < now() - interval '1 day'
     and not exists (select from attachments a where a.file = f.id or a.working_file = f.id)
     and not exists (select from scans s where s.file = f.id)
     and not exists (select from letters l where l.file = f.id)
     and not exists (select from practice_archive_files k where k.file = f.id)`;

function lineOf({ flaw, receiptNumber, label, name }: StorageFault): string {
  return `${receiptNumber}　${label}　${name}：${flaw === 'missing' ? '見つかりません' : '内容が変わっています'}`;
}

/** Runs the whole check once. The result is a row of 書類の保管点検; with a fault the manager gets a mail as well. */
export async function dailyCheck(office: Office): Promise<VerbOutput<'papers.check'>> {
  const system = await asSystem(office, '書類の保管点検');
  const { files, faults } = await checkStorage(office, system);
  const erased = await clearAway(office);
  const missing = faults.filter((fault) => fault.flaw === 'missing').length;
  const lines = faults.map(lineOf);
  const result = { files, missing, changed: faults.length - missing, erased };
  const checkedAt = await work(office, system, async (unit) => {
    const row = { ...result, checkedAt: unit.moment.at, faults: lines.join('\n') };
    const check = await unit.create('storage_checks', row);
    if (lines.length > 0) await enqueue(unit.trx, 'storageAlarm', { checkId: check });
    return row.checkedAt;
  });
  if (lines.length > 0) office.logger.error(result, 'stored files are missing or changed');
  return { ...result, checkedAt, faults: lines };
}

async function clearAway(office: Office): Promise<number> {
  const folder = await folderNamed(office.database, 'attachments');
  const answer: { rows: { id: string }[] } = await office.database.raw(ORPHANS, [folder]);
  if (answer.rows.length === 0) return 0;
  const system = await asSystem(office, 'どの申請にも属さないファイルの消去');
  await eraseFiles(
    office,
    system,
    answer.rows.map((row) => row.id),
  );
  return answer.rows.length;
}
