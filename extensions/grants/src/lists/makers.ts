import { applicantList, managementList } from './case-lists.ts';
import { inquiryReport } from './inquiries.ts';
import { progressReport } from './progress.ts';
import { publicityList } from './publicity.ts';
import type { ListMakers } from './report.ts';

/** 一覧の作成: one maker a kind. */
export const makers: ListMakers = {
  management: managementList,
  applicants: applicantList,
  progress: progressReport,
  inquiries: inquiryReport,
  publicity: publicityList,
};
