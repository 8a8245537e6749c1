import { defineModule } from '@directus/extensions-sdk';
import PaymentDesk from './PaymentDesk.vue';

/** 支払準備: pick what is payable, choose the transfer date, make a batch. */
export default defineModule({
  id: 'payments',
  name: '支払準備',
  icon: 'account_balance',
  routes: [{ path: '', component: PaymentDesk }],
});
