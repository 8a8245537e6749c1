import { openApiDocument } from '@grant/schema';
import { publicAddress } from '../adapter/setting.ts';
import { register, requestReset, reset, verify } from './account.ts';
import {
  beginSecondFactor,
  changePassword,
  disableSecondFactor,
  enableSecondFactor,
  showMe,
  signOutEverywhere,
  whereSignedIn,
} from './account-safety.ts';
import { listClients, saveProfile } from './agency/clients.ts';
import {
  confirmMandate,
  declareMandate,
  endMandate,
  listMandates,
  showMandate,
  showPaper,
} from './agency/mandates.ts';
import { changeAccount, correctAccount } from './applicant/account-change.ts';
import { addAttachment } from './applicant/attachments.ts';
import { showAttachment, showPage } from './applicant/paper-views.ts';
import { check } from './applicant/check.ts';
import { showCopy } from './applicant/copy.ts';
import { answerCorrection } from './applicant/correction.ts';
import { saveDraft, startDraft } from './applicant/draft.ts';
import { submit } from './applicant/submit.ts';
import { removeAttachment } from './applicant/taking-out.ts';
import { progressOf } from '../adapter/in-turn.ts';
import { banksAsOf, searchBanks, searchBranches } from '../adapter/banks.ts';
import { reverseEntry } from './funds/ledger.ts';
import { showFunds } from './funds/overview.ts';
import { givePaper } from './funds/papers.ts';
import { approveRequest, proposeRequest, receiveFunds, withdrawRequest } from './funds/requests.ts';
import {
  approveSettlement,
  closeMonth,
  confirmMonth,
  makeSettlement,
  priceCosts,
  returnBalance,
  withdrawSettlement,
} from './funds/settlements.ts';
import {
  explainLine,
  importStatement,
  matchLine,
  postLine,
  showStatement,
  unmatchLine,
} from './funds/statement.ts';
import { moveFaq, reviewFaq, showFaqDesk } from './desk/faqs.ts';
import { lookUpCases } from './desk/case-lookup.ts';
import { answerInquiry, inquiryDesk, proposeFaq, recordInquiry } from './desk/inquiries.ts';
import { correctInquiry } from './desk/inquiry-corrections.ts';
import { health } from './health.ts';
import { showLetter, showReceipt } from './letter-files.ts';
import { rosterHandlers } from './rosters/handlers.ts';
import { listMessages, readMessages, sendMessage } from './messages.ts';
import { listKinds, showList, takeList } from './lists/lists.ts';
import type { Handlers } from './mount.ts';
import { createBatch, removePayment } from './payment/batch.ts';
import { confirmPayment } from './payment/confirm.ts';
import { giveControlSheet } from './payment/control-sheet.ts';
import { revealAccount, showEvidence } from './payment/evidence.ts';
import { viewOfBatch } from './payment/lines.ts';
import { listPayable } from './payment/payable.ts';
import { listRaised, releasePayment, showQueue } from './payment/queue.ts';
import { readResults } from './payment/result-list.ts';
import { recordResults } from './payment/results.ts';
import { giveFile, sealBatch } from './payment/seal.ts';
import { addressesOf } from './postal.ts';
import { practiceHandlers } from './practice.ts';
import { showProgramme } from './programme.ts';
import { requestCorrection } from './review/correction.ts';
import { grant, refuseCase } from './review/decision.ts';
import { judgeAnew, resumeReview, returnToReview, take, takeOver, withdraw } from './review/events.ts';
import { cancel, reviseDecision } from './review/take-back.ts';
import { actOnSeveral } from './review/bulk.ts';
import { renewPresence } from './review/presence.ts';
import { giveReviewRecord } from './review/review-record.ts';
import { fixSlip } from './review/staff-fix.ts';
import { boardHandlers } from './doubt/agent-cases.ts';
import { duplicateHandlers } from './doubt/duplicates.ts';
import { lookAtLate } from './doubt/late-doubts.ts';
import { giveReport } from './doubt/report.ts';
import { proposeRelease, release, suspend } from './doubt/suspension.ts';
import { suspicionHandlers } from './doubt/suspicion.ts';
import { markFinding } from './review/marks.ts';
import { postNotice, recordMailing } from './review/notice.ts';
import { notePart } from './corrections/arrived.ts';
import { consult, listOverdue, listTexts } from './corrections/progress.ts';
import { envelopeHandlers } from './post/handlers.ts';
import { scanHandlers } from './scans/handlers.ts';
import { giveLabel, giveStatusCard } from './post/sheets.ts';
import { showStatus } from './post/status.ts';
import { giveCoverSheet } from './review/cover-sheet.ts';
import { listIntake, searchBeforeTyping } from './review/intake.ts';
import { receivePapers } from './review/receive.ts';
import { recommend } from './review/recommendation.ts';
import { registerCase } from './review/register.ts';
import { claimRepayment, recordRepayment } from './review/repayment.ts';
import { keepBatch, proposeRecall, recallBatch } from './payment/recall.ts';
import { redateBatch } from './payment/redate.ts';
import { recordReturn } from './payment/return.ts';
import { approveTopUp, cancelTopUp, declineTopUp, proposeTopUp } from './review/top-up.ts';
import { undoWithdrawal } from './review/undo-withdrawal.ts';
import { giveForm, giveLeaflet, giveMandateForm } from './site/downloads.ts';
import { listFaqs } from './site/faqs.ts';
import { requestCallback, sendInquiry } from './site/inquiry.ts';
import { listNews } from './site/news.ts';
import { showPace } from './site/pace.ts';
import { remindOfCorrections } from '../jobs/reminders.ts';
import { dailyCheck } from '../papers/daily-check.ts';
import { requireVisible } from '../adapter/visible.ts';
import { listApplications, showApplication } from './views/applicant.ts';
import { listQueues } from './views/queues.ts';
import { showWorkbench } from './views/workbench.ts';

const VERSION = '0.1.0';

/** 操作の実装: what carries each verb out. */
export const handlers: Handlers = {
  'programme.show': showProgramme,
  'account.register': register,
  'account.verify': verify,
  'account.requestReset': requestReset,
  'account.reset': reset,
  'account.me': showMe,
  'account.changePassword': changePassword,
  'account.beginSecondFactor': beginSecondFactor,
  'account.enableSecondFactor': enableSecondFactor,
  'account.disableSecondFactor': disableSecondFactor,
  'account.signOutEverywhere': signOutEverywhere,
  'account.whereSignedIn': whereSignedIn,
  'banks.search': (_visit, { query }) => ({ banks: searchBanks(query), asOf: banksAsOf() }),
  'branches.search': (_visit, { bankCode, query }) => ({
    branches: searchBranches(bankCode, query),
    asOf: banksAsOf(),
  }),
  'postal.lookup': (_visit, { postalCode }) => ({ addresses: addressesOf(postalCode) }),
  openapi: ({ office }) => openApiDocument(publicAddress(office.env), VERSION),
  health,
  'news.list': listNews,
  'faq.list': listFaqs,
  'pace.show': showPace,
  'inquiry.send': sendInquiry,
  'inquiry.callback': requestCallback,
  'download.form': giveForm,
  'download.mandate': giveMandateForm,
  'download.leaflet': giveLeaflet,
  'application.list': listApplications,
  'application.start': startDraft,
  'application.show': showApplication,
  'application.save': saveDraft,
  'application.check': check,
  'attachment.add': addAttachment,
  'attachment.remove': removeAttachment,
  'attachment.file': showAttachment,
  'attachment.page': showPage,
  'application.submit': submit,
  'application.receipt': showReceipt,
  'correction.answer': answerCorrection,
  'application.withdraw': withdraw,
  'account.correct': correctAccount,
  'account.change': changeAccount,
  'application.copy': showCopy,
  'letter.file': showLetter,
  'client.list': listClients,
  'client.profile': saveProfile,
  'mandate.declare': declareMandate,
  'mandate.list': listMandates,
  'mandate.show': showMandate,
  'mandate.confirm': confirmMandate,
  'mandate.end': endMandate,
  'mandate.paper': showPaper,
  'message.list': listMessages,
  'message.send': sendMessage,
  'message.read': readMessages,
  'case.messages': listMessages,
  'case.writeMessage': sendMessage,
  'case.readMessages': readMessages,
  'case.workbench': showWorkbench,
  'case.receive': receivePapers,
  'case.coverSheet': giveCoverSheet,
  'case.register': registerCase,
  'intake.list': listIntake,
  'intake.search': searchBeforeTyping,
  'inquiry.desk': inquiryDesk,
  'inquiry.lookup': lookUpCases,
  'inquiry.record': recordInquiry,
  'inquiry.answer': answerInquiry,
  'inquiry.correct': correctInquiry,
  'inquiry.propose': proposeFaq,
  'faq.desk': showFaqDesk,
  'faq.review': reviewFaq,
  'faq.move': moveFaq,
  'list.kinds': listKinds,
  'list.show': showList,
  'list.take': takeList,
  ...scanHandlers,
  ...envelopeHandlers,
  'case.statusCard': giveStatusCard,
  'letter.label': giveLabel,
  'status.show': showStatus,
  'correction.texts': listTexts,
  'correction.overdue': listOverdue,
  'correction.consult': consult,
  'correction.notePart': notePart,
  'correction.remind': ({ office }) => remindOfCorrections(office),
  'case.take': take,
  'case.requestCorrection': requestCorrection,
  'case.resumeReview': resumeReview,
  'case.recommend': recommend,
  'case.returnToReview': returnToReview,
  'case.judgeAnew': judgeAnew,
  'case.takeOver': takeOver,
  'case.grant': grant,
  'case.refuse': refuseCase,
  'case.postNotice': postNotice,
  'case.recordMailing': recordMailing,
  'case.suspend': suspend,
  'case.proposeRelease': proposeRelease,
  'case.release': release,
  ...boardHandlers,
  'late.look': lookAtLate,
  'suspicion.report': giveReport,
  'case.cancel': cancel,
  'case.reviseDecision': reviseDecision,
  'case.proposeTopUp': proposeTopUp,
  'case.approveTopUp': approveTopUp,
  'case.declineTopUp': declineTopUp,
  'case.cancelTopUp': cancelTopUp,
  'case.claimRepayment': claimRepayment,
  'case.recordRepayment': recordRepayment,
  'case.recordReturn': recordReturn,
  'case.withdraw': withdraw,
  'case.undoWithdrawal': undoWithdrawal,
  'papers.check': ({ office }) => dailyCheck(office),
  'finding.mark': markFinding,
  'queue.list': listQueues,
  'progress.show': async ({ office, actor }) => ({ running: await progressOf(office.database, actor.id) }),
  'case.bulk': actOnSeveral,
  'case.presence': renewPresence,
  'case.staffFix': fixSlip,
  'case.reviewRecord': giveReviewRecord,
  ...duplicateHandlers,
  ...suspicionHandlers,
  ...practiceHandlers,
  ...rosterHandlers,
  'batch.create': createBatch,
  'batch.payable': listPayable,
  'batch.show': async (visit, { id }) => {
    await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
    return viewOfBatch(visit, id);
  },
  'batch.remove': removePayment,
  'batch.redate': redateBatch,
  'batch.seal': sealBatch,
  'batch.proposeRecall': proposeRecall,
  'batch.keep': keepBatch,
  'batch.recall': recallBatch,
  'batch.file': giveFile,
  'batch.sheet': giveControlSheet,
  'batch.readResults': readResults,
  'batch.results': recordResults,
  'payment.confirm': confirmPayment,
  'payment.queue': showQueue,
  'payment.raised': listRaised,
  'payment.release': releasePayment,
  'payment.reveal': revealAccount,
  'payment.evidence': showEvidence,
  'funds.show': showFunds,
  'funds.request': proposeRequest,
  'funds.approve': approveRequest,
  'funds.withdraw': withdrawRequest,
  'funds.receive': receiveFunds,
  'funds.paper': givePaper,
  'statement.import': importStatement,
  'statement.show': showStatement,
  'statement.match': matchLine,
  'statement.unmatch': unmatchLine,
  'statement.post': postLine,
  'statement.explain': explainLine,
  'ledger.reverse': reverseEntry,
  'month.close': closeMonth,
  'month.confirm': confirmMonth,
  'settlement.make': makeSettlement,
  'settlement.approve': approveSettlement,
  'settlement.withdraw': withdrawSettlement,
  'settlement.return': returnBalance,
  'cost.price': priceCosts,
};
