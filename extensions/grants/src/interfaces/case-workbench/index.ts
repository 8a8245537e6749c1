import { defineInterface } from '@directus/extensions-sdk';
import { perRecord } from '../../desk/perRecord.ts';
import CaseWorkbench from './CaseWorkbench.vue';

/** 審査画面: everything a reviewer and an approver need of one case, on its page in the admin app. */
export default defineInterface({
  id: 'grants-case-workbench',
  name: '審査画面',
  icon: 'fact_check',
  description: '判定・支給額・重複・添付書類・補正・経過を一画面に表示します。',
  component: perRecord(CaseWorkbench, 'primaryKey'),
  types: ['alias'],
  localTypes: ['presentation'],
  group: 'presentation',
  hideLabel: true,
  options: [],
});
