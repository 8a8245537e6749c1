import { defineInterface } from '@directus/extensions-sdk';
import { perRecord } from '../../desk/perRecord.ts';
import FaqDesk from './FaqDesk.vue';

/** 確認と公開: the prefecture approves exactly the text it read; the manager publishes what was approved. */
export default defineInterface({
  id: 'grants-faq-desk',
  name: 'よくある質問の確認と公開',
  icon: 'rate_review',
  description: '県の確認、公開、公開の終了を行います。',
  component: perRecord(FaqDesk, 'primaryKey'),
  types: ['alias'],
  localTypes: ['presentation'],
  group: 'presentation',
  hideLabel: true,
  options: [],
});
