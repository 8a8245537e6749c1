import { defineModule } from '@directus/extensions-sdk';
import { perRecord } from '../../desk/perRecord.ts';
import IntakeDesk from './IntakeDesk.vue';
import IntakeEntry from './IntakeEntry.vue';
import PostalAccount from './PostalAccount.vue';
import PostalAnswer from './PostalAnswer.vue';
import ScanDesk from '../scans/ScanDesk.vue';
import ScanSplit from '../scans/ScanSplit.vue';

/**
 * 郵送受付: open an envelope, number it, look for duplicates, type it in, register it. Offered to the desk, which alone
 * keeps the mandates that come with the papers; the server decides again at every call.
 */
export default defineModule({
  id: 'intake',
  name: '郵送受付',
  icon: 'markunread_mailbox',
  routes: [
    { path: '', component: IntakeDesk },
    { path: 'scans', component: ScanDesk },
    { path: 'scans/:id', component: perRecord(ScanSplit, 'id'), props: true },
    { path: ':id', component: perRecord(IntakeEntry, 'id'), props: true },
    { path: ':id/answer', component: perRecord(PostalAnswer, 'id'), props: true },
    { path: ':id/account', component: perRecord(PostalAccount, 'id'), props: true },
  ],
  preRegisterCheck: (user, permissions) =>
    ('admin_access' in user && user['admin_access'] === true) ||
    (permissions['mandates']?.create.access ?? 'none') !== 'none',
});
