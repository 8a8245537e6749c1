import { defineModule } from '@directus/extensions-sdk';
import { nameAccount } from '../account.ts';
import QueueDesk from './QueueDesk.vue';

/**
 * 自分の番: whose turn it is, the oldest first, and what may be done with several cases at once. Offered to whoever reads
 * findings or sends money, that is the office; the server decides again at every call.
 */
export default defineModule({
  id: 'queues',
  name: '自分の番',
  icon: 'checklist',
  routes: [{ path: '', component: QueueDesk }],
  preRegisterCheck: (user, permissions) => {
    // Asked of whoever signs in, before any page of theirs: the only thing that an extension may do so early.
    nameAccount();
    return (
      ('admin_access' in user && user['admin_access'] === true) ||
      (permissions['findings']?.read.access ?? 'none') !== 'none' ||
      (permissions['bank_profiles']?.read.access ?? 'none') !== 'none'
    );
  },
});
