import { defineInterface } from '@directus/extensions-sdk';
import { perRecord } from '../../desk/perRecord.ts';
import MandateDesk from './MandateDesk.vue';

/** 委任の確認: the desk compares the 委任状 with what was declared, and confirms or ends the mandate. */
export default defineInterface({
  id: 'grants-mandate-desk',
  name: '委任の確認',
  icon: 'handshake',
  description: '委任状と届出の内容を見比べ、委任を確認又は終了します。',
  component: perRecord(MandateDesk, 'primaryKey'),
  types: ['alias'],
  localTypes: ['presentation'],
  group: 'presentation',
  hideLabel: true,
  options: [],
});
