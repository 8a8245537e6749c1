import { defineModule } from '@directus/extensions-sdk';
import RosterDesk from './RosterDesk.vue';

/**
 * 名簿の取込み: earlier awards and the supporters' register come in by file; whether a row is an employer of this year is
 * judged by people. Offered to whoever may read the matches; the server decides again at every call.
 */
export default defineModule({
  id: 'rosters',
  name: '名簿の取込みと照合',
  icon: 'rule',
  routes: [{ path: '', component: RosterDesk }],
  preRegisterCheck: (user, permissions) =>
    ('admin_access' in user && user['admin_access'] === true) ||
    (permissions['list_matches']?.read.access ?? 'none') !== 'none',
});
