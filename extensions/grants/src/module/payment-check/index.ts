import { defineModule } from '@directus/extensions-sdk';
import PaymentCheck from './PaymentCheck.vue';

/**
 * 支払照合: the two further people type account and amount from the papers, payment after payment, by keyboard. Offered to
 * whoever may read confirmations of their own and no others, that is the confirmers; the server decides again at every
 * call.
 */
export default defineModule({
  id: 'payment-check',
  name: '支払照合',
  icon: 'fact_check',
  routes: [
    { path: '', component: PaymentCheck },
    { path: ':batch', component: PaymentCheck, props: true },
  ],
  preRegisterCheck: (_user, permissions) => permissions['confirmations']?.read.access === 'partial',
});
