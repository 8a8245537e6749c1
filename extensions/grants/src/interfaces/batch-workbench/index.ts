import { defineInterface } from '@directus/extensions-sdk';
import { perRecord } from '../../desk/perRecord.ts';
import BatchWorkbench from './BatchWorkbench.vue';

/** 支払画面: confirmations, sealing, bank file and results of one payment batch. */
export default defineInterface({
  id: 'grants-batch-workbench',
  name: '支払画面',
  icon: 'payments',
  description: '支払の確認・確定・振込データ・結果を一画面に表示します。',
  component: perRecord(BatchWorkbench, 'primaryKey'),
  types: ['alias'],
  localTypes: ['presentation'],
  group: 'presentation',
  hideLabel: true,
  options: [],
});
