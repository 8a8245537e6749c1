import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { asSystem, elevated } from '../adapter/actor.ts';
import { folderNamed } from '../adapter/folders.ts';
import type { Office } from '../adapter/ports.ts';
import { fromRow } from '../adapter/row.ts';
import { work } from '../adapter/work.ts';
import { renderLetter, type LetterKind } from '../letters/index.ts';
import { letterNames } from '../letters/names.ts';

interface LetterRecord {
  readonly id: string;
  readonly application: string;
  readonly kind: LetterKind;
  readonly number: string | null;
  readonly data: unknown;
  readonly state: 'queued' | 'made';
}

/** 通知書の作成: renders the stored data once, keeps the file and its SHA-256, and marks the letter as made. */
export async function makeLetter(office: Office, job: { readonly letterId: string }): Promise<void> {
  const row = await office.database<object>('letters').where({ id: job.letterId }).first();
  if (row === undefined) return;
  const letter = fromRow<LetterRecord>(row);
  if (letter.state === 'made') return;
  const system = await asSystem(office, '通知書の作成');
  const data: unknown = typeof letter.data === 'string' ? JSON.parse(letter.data) : letter.data;
  const pdf = await renderLetter(letter.kind, data);
  const files = new office.services.FilesService({
    schema: await office.getSchema(),
    accountability: elevated(system.accountability),
  });
  const file = await files.uploadOne(Readable.from([Buffer.from(pdf)]), {
    storage: 'local',
    folder: await folderNamed(office.database, 'letters'),
    title: `${letterNames[letter.kind]}${letter.number === null ? '' : ` ${letter.number}`}`,
    filename_download: `${letter.number ?? letter.id}.pdf`,
    type: 'application/pdf',
  });
  await work(office, system, async (unit) => {
    const fresh = await unit
      .trx<{ id: string; state: string }>('letters')
      .where({ id: letter.id, state: 'queued' })
      .forUpdate()
      .first('id');
    if (fresh === undefined) return;
    await unit.update('letters', letter.id, {
      file,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      state: 'made',
      madeAt: unit.moment.at,
    });
  });
}
