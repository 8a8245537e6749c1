import { defineModule } from '@directus/extensions-sdk';
import FundDesk from './FundDesk.vue';

/**
 * 資金管理: the advance, its requests, the passbook, closed months, settlements and papers. Offered to whoever may read the
 * requests: payment clerk, manager, approver, auditor, and the prefecture's official; the server decides again.
 */
export default defineModule({
  id: 'funds',
  name: '資金管理',
  icon: 'savings',
  routes: [
    { path: '', component: FundDesk },
    { path: ':part', component: FundDesk, props: true },
  ],
  preRegisterCheck: (user, permissions) =>
    ('admin_access' in user && user['admin_access'] === true) ||
    (permissions['fund_requests']?.read.access ?? 'none') !== 'none',
});
