import { defineModule } from '@directus/extensions-sdk';
import ListDesk from './ListDesk.vue';

/**
 * 一覧と報告: the 審査管理表, the list of applicants and the reports of counts, on the screen and as files with a purpose.
 * Offered to whoever may read the counts; which lists there are is asked of the server, which decides again at each.
 */
export default defineModule({
  id: 'lists',
  name: '一覧と報告',
  icon: 'table_view',
  routes: [
    { path: '', component: ListDesk },
    { path: ':kind', component: ListDesk, props: true },
  ],
  preRegisterCheck: (user, permissions) =>
    ('admin_access' in user && user['admin_access'] === true) ||
    (permissions['summaries']?.read.access ?? 'none') !== 'none',
});
