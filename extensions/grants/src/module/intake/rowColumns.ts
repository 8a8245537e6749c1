import { leaveKinds, measureKinds } from '@grant/schema';

/** 休業期間: what a row of the paper holds, in its order. */
export const LEAVE_COLUMNS = [
  { key: 'kind', label: '種類', choices: leaveKinds },
  { key: 'startOn', label: '開始日' },
  { key: 'endOn', label: '終了日' },
  { key: 'workedDays', label: '就業した日数' },
] as const;

/** 取組: the same. */
export const MEASURE_COLUMNS = [
  { key: 'kind', label: '種類', choices: measureKinds },
  { key: 'implementedOn', label: '実施日' },
  { key: 'description', label: '内容' },
] as const;
