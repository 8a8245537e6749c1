import type { Knex } from 'knex';

/** 文書の置き場: the folders whose ids the configuration fixes (`snapshots/ids.json`); their names are Japanese and may change. */
const FOLDER_IDS = {
  attachments: '30000000-0000-4000-8000-000000000001',
  letters: '30000000-0000-4000-8000-000000000002',
} as const;

/** 文書の置き場. */
export type FolderName = keyof typeof FOLDER_IDS;

/** The folder's id, or null where the configuration has none: the file then lies at the root, fenced by its row. */
export async function folderNamed(database: Knex, name: FolderName): Promise<string | null> {
  const row = await database<{ id: string }>('directus_folders').where({ id: FOLDER_IDS[name] }).first('id');
  return row?.id ?? null;
}
