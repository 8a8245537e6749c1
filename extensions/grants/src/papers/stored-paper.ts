import { createHash } from 'node:crypto';
import type { Actor } from '../adapter/actor.ts';
import type { Office } from '../adapter/ports.ts';
import type { Upload } from '../adapter/upload.ts';
import { eraseFiles, keepFile } from './files.ts';
import { inspectPaper, type Accepted } from './inspect.ts';

/** 保管した書類: the bytes as they were sent, and beside a picture its working copy; columns of an attachment. */
export interface StoredPaper {
  readonly file: string;
  readonly workingFile: string | null;
  readonly workingSha256: string | null;
  readonly originalName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
  readonly mime: Accepted['mime'];
}

/**
 * ファイルの保管: inspects and stores an upload, hands it to the task that makes it part of a record, and takes it away
 * again when the task fails, so that nothing lies about that belongs to nobody.
 */
export async function withStoredPaper<T>(
  office: Office,
  actor: Actor,
  upload: Upload,
  task: (paper: StoredPaper) => Promise<T>,
): Promise<T> {
  const { mime, pages, copy } = await inspectPaper(upload.name, upload.content);
  const stored: (string | null)[] = [];
  let kept = false;
  try {
    const file = await keepFile(office, actor, { name: upload.name, mime, content: upload.content });
    stored.push(file);
    const workingFile =
      copy === null
        ? null
        : await keepFile(office, actor, {
            name: `${upload.name}（作業用）.jpg`,
            mime: 'image/jpeg',
            content: copy,
          });
    stored.push(workingFile);
    const made = await task({
      file,
      workingFile,
      workingSha256: copy === null ? null : createHash('sha256').update(copy).digest('hex'),
      originalName: upload.name,
      sha256: upload.sha256,
      bytes: upload.content.length,
      pages,
      mime,
    });
    kept = true;
    return made;
  } finally {
    if (!kept) await eraseFiles(office, actor, stored);
  }
}
