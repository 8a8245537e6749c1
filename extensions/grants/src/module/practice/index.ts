import { defineModule } from '@directus/extensions-sdk';
import type { VerbOutput } from '@grant/schema';
import PracticeDesk from './PracticeDesk.vue';

// The browser asks with the session of the person; a real office has nothing to begin anew, and a person without the
// duty is refused.
async function inPracticeOffice(): Promise<boolean> {
  const answer = await fetch('/grants/practice').catch(() => null);
  if (answer?.ok !== true) return false;
  const { data } = (await answer.json()) as { data: VerbOutput<'practice.show'> };
  return data.practice;
}

/**
 * 練習: what a practice office holds, beginning the practice anew, and what was kept of it. Offered to whoever reads the
 * access log: the manager and the auditor.
 */
export default defineModule({
  id: 'practice',
  name: '練習',
  icon: 'school',
  routes: [{ path: '', component: PracticeDesk }],
  preRegisterCheck: (user, permissions) =>
    !('admin_access' in user && user['admin_access'] === true) &&
    (permissions['access_log']?.read.access ?? 'none') !== 'none' &&
    inPracticeOffice(),
});
