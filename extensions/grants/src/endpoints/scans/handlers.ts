import { showNamedCase } from './cases.ts';
import { addScan, listScans, showScan, showScanPage } from './scans.ts';
import { sortAgain } from './sort-again.ts';
import { sortAttachment } from './sort.ts';
import { splitScan } from './split.ts';
import { unbindPapers } from './unbind.ts';

/** 読み取った書類: filed by cover sheet, sorted, sorted again, and taken out of the wrong case. */
export const scanHandlers = {
  'case.named': showNamedCase,
  'scan.upload': addScan,
  'scan.list': listScans,
  'scan.show': showScan,
  'scan.page': showScanPage,
  'scan.split': splitScan,
  'attachment.sort': sortAttachment,
  'case.sortAgain': sortAgain,
  'case.unbindPapers': unbindPapers,
};
