import { refuse } from '@grant/schema';
import type { NextFunction, Request } from 'express';
import { directusErrorOf } from '../adapter/http-refusal.ts';
import type { Office } from '../adapter/ports.ts';
import type { Registry } from './registry.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

// Directus packs many files at these two doors; which ones is known only behind them.
const PACKING: ReadonlySet<string> = new Set(['files', 'folder']);

/**
 * 書類の出口: a paper or a letter of a case leaves the office through its verb, which asks whose it is and keeps on
 * record who opened it for what; Directus' own doors for files are closed to them for everyone, administrators too.
 */
export function paperDoor({ init }: Registry, office: Office): void {
  init('routes.before', ({ app }) => {
    app.use('/assets/:id', (request: Request<{ id: string }>, _response, next: NextFunction) => {
      isPaper(office, request.params.id).then((paper) => {
        const reason = '申請の書類と通知書は、案件の画面から1件ずつ開いてください（閲覧は記録されます）。';
        const refusal = refuse('GUARD_FAILED', { event: '書類の取出し', reason });
        next(paper ? directusErrorOf(refusal) : undefined);
      }, next);
    });
  });
}

async function isPaper({ database }: Office, given: string): Promise<boolean> {
  // Directus reads the first 36 characters and no more.
  const id = given.slice(0, 36);
  if (PACKING.has(given.toLowerCase())) return true;
  if (!UUID.test(id)) return false;
  const answer: { rows: unknown[] } = await database.raw(
    `select 1 from attachments where file = :id or working_file = :id
      union all select 1 from letters where file = :id
      union all select 1 from scans where file = :id
      union all select 1 from practice_archive_files where file = :id limit 1`,
    { id },
  );
  return answer.rows.length > 0;
}
