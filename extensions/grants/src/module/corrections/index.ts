import { defineModule } from '@directus/extensions-sdk';
import OverdueDesk from './OverdueDesk.vue';

/**
 * 補正の期限: requests whose day has passed, for consultation with the prefecture. Offered to the office, which reads who
 * asked for a correction; the server decides again at every call.
 */
export default defineModule({
  id: 'corrections',
  name: '補正の期限',
  icon: 'event_busy',
  routes: [{ path: '', component: OverdueDesk }],
  preRegisterCheck: (user, permissions) =>
    ('admin_access' in user && user['admin_access'] === true) ||
    (permissions['corrections']?.read.access ?? 'none') !== 'none',
});
