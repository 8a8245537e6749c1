import { recordAccess } from '../adapter/access-log.ts';
import type { Office } from '../adapter/ports.ts';
import type { Registry } from './registry.ts';

/** ログイン失敗の記録: Directus keeps no row of a failed sign-in. The address that was typed is not kept. */
export function signInLog({ action }: Registry, office: Office): void {
  action('auth.login', async (meta, { accountability }) => {
    if (meta['status'] !== 'fail') return;
    const user = typeof meta['user'] === 'string' ? meta['user'] : null;
    await recordAccess(office.database, {
      actor: user,
      action: 'login_failed',
      collection: 'directus_users',
      id: user,
      purpose: `接続元 ${accountability?.ip ?? '不明'}`,
    });
  });
}
