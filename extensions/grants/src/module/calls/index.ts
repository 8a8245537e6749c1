import { defineModule } from '@directus/extensions-sdk';
import CallDesk from './CallDesk.vue';

/**
 * 電話受付: a call is written down while it lasts, by keyboard, and whatever waits for an answer stands below. Offered to
 * whoever may write inquiries; the server decides again at every call.
 */
export default defineModule({
  id: 'calls',
  name: '電話受付',
  icon: 'call',
  routes: [{ path: '', component: CallDesk }],
  preRegisterCheck: (user, permissions) =>
    ('admin_access' in user && user['admin_access'] === true) ||
    (permissions['inquiries']?.create.access ?? 'none') !== 'none',
});
