/** 書類の保管: the stored bytes of papers. Whose they are and who may have them is decided before this door. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { elevated, type AnyActor } from '../adapter/actor.ts';
import { folderNamed } from '../adapter/folders.ts';
import type { Office } from '../adapter/ports.ts';

/** Stores bytes under a name; returns the id of the file. */
export async function keepFile(
  office: Office,
  actor: AnyActor,
  file: { readonly name: string; readonly mime: string; readonly content: Buffer },
): Promise<string> {
  return (await servicesOf(office, actor)).files.uploadOne(Readable.from([file.content]), {
    storage: 'local',
    folder: await folderNamed(office.database, 'attachments'),
    title: file.name,
    filename_download: file.name,
    type: file.mime,
  });
}

/** Erases files that no record names any more; the database refuses all others. */
export async function eraseFiles(
  office: Office,
  actor: AnyActor,
  ids: readonly (string | null)[],
): Promise<void> {
  const { files } = await servicesOf(office, actor);
  for (const id of ids) if (id !== null) await files.deleteOne(id);
}

/** The bytes of a stored file as they come from the storage. Throws when there is none. */
export async function streamOfFile(
  office: Office,
  actor: AnyActor,
  id: string,
): Promise<NodeJS.ReadableStream> {
  return (await (await servicesOf(office, actor)).assets.getAsset(id)).stream;
}

/** The bytes of a stored file, all of them. */
export async function readFileBytes(office: Office, actor: AnyActor, id: string): Promise<Buffer> {
  return buffer(await streamOfFile(office, actor, id));
}

async function servicesOf(office: Office, actor: AnyActor) {
  const options = { schema: await office.getSchema(), accountability: elevated(actor.accountability) };
  return {
    files: new office.services.FilesService(options),
    assets: new office.services.AssetsService(options),
  };
}
