import { defineModule } from '@directus/extensions-sdk';
import PaymentDesk from './PaymentDesk.vue';

/**
 * 支払準備: pick what is payable, choose the transfer date, make a batch. Offered to whoever may read the bank
 * profiles a transfer is sent from, that is the payment desk; the server decides again at every call.
 */
export default defineModule({
  id: 'payments',
  name: '支払準備',
  icon: 'account_balance',
  routes: [{ path: '', component: PaymentDesk }],
  preRegisterCheck: (user, permissions) =>
    ('admin_access' in user && user['admin_access'] === true) ||
    (permissions['bank_profiles']?.read.access ?? 'none') !== 'none',
});
