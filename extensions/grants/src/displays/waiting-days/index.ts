import { defineDisplay } from '@directus/extensions-sdk';
import WaitingDays from './WaitingDays.vue';

/** 待ち日数: office days since a day, coloured by the programme's figures, in the lists of the admin app. */
export default defineDisplay({
  id: 'grants-waiting-days',
  name: '待ち日数（営業日）',
  icon: 'hourglass_bottom',
  description: '事務局の営業日で数えた待ち日数を、標準処理日数に照らした色で表示します。',
  component: WaitingDays,
  options: [],
  types: ['date'],
});
