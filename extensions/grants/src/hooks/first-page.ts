import type { Knex } from 'knex';
import type { Office, Row } from '../adapter/ports.ts';
import { inPractice } from '../adapter/setting.ts';
import type { Registry } from './registry.ts';

const OFFICIAL = '20000000-0000-4000-8000-000000000009';
const DASHBOARD = '40000000-0000-4000-8000-000000000001';
const PRACTICE_DASHBOARD = '40000000-0000-4000-8000-000000000002';

/** The saved list that a role works from; a role that has several begins at the one named first here. */
const QUEUES = ['郵送受領（未登録）', '審査待ち', '決裁待ち', '支払待ち', '全件', '確認待ちの支払'];

async function firstPage(database: Knex, role: string, practice: boolean): Promise<string | undefined> {
  if (role === OFFICIAL) return `/insights/${practice ? PRACTICE_DASHBOARD : DASHBOARD}`;
  const queues = await database<{ id: number; role: string; collection: string; bookmark: string }>(
    'directus_presets',
  )
    .select('id', 'collection', 'bookmark')
    .where({ role })
    .whereIn('bookmark', QUEUES);
  const [queue] = queues.sort((a, b) => QUEUES.indexOf(a.bookmark) - QUEUES.indexOf(b.bookmark));
  return queue && `/content/${queue.collection}?bookmark=${String(queue.id)}`;
}

/**
 * 最初の画面: Studio opens where its user was last, and for a new user at an empty list. Whoever gets a role begins at
 * that role's work instead: the prefecture at its dashboard, the office at its queue. Afterwards Studio writes the page.
 */
export function firstPages({ action }: Registry, office: Office): void {
  const practice = inPractice(office.env);
  const begin = async (users: readonly unknown[], payload: unknown): Promise<void> => {
    const role = (payload as Row)['role'];
    if (typeof role !== 'string') return;
    const page = await firstPage(office.database, role, practice);
    if (page === undefined) return;
    await office
      .database('directus_users')
      .whereIn('id', users.map(String))
      .where({ role })
      .update({ last_page: page });
  };
  action('users.create', (meta) => begin([meta['key']], meta['payload']));
  action('users.update', (meta) => begin(meta['keys'] as readonly unknown[], meta['payload']));
}
