import { defineModule } from '@directus/extensions-sdk';
import DoubtBoard from './DoubtBoard.vue';

/**
 * 疑義の一覧: open suspicions, cases with signals, and agents with many applications. Offered to whoever may read the
 * signals, and to the prefecture, which asks the office for information; the server decides again at every call.
 */
export default defineModule({
  id: 'doubt',
  name: '疑義の一覧',
  icon: 'gpp_maybe',
  routes: [{ path: '', component: DoubtBoard }],
  preRegisterCheck: (user, permissions) =>
    ('admin_access' in user && user['admin_access'] === true) ||
    (permissions['signals']?.read.access ?? 'none') !== 'none' ||
    (permissions['information_requests']?.create.access ?? 'none') !== 'none',
});
