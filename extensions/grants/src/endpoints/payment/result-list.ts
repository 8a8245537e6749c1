import { civilDate, readResultList, refuse, RefusalError, unwrap, type VerbOutput } from '@grant/schema';
import { refused } from '../../adapter/refused.ts';
import { batchById, paymentsOf } from '../../adapter/store/batches.ts';
import { tableOfUpload } from '../../adapter/table-of-upload.ts';
import { readUpload } from '../../adapter/upload.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { idOf, type ActorVisit } from '../visit.ts';

/** 振込結果の一覧の読取り: an XLSX or CSV of the bank, held to what was sent. Nothing is recorded by reading it. */
export async function readResults(visit: ActorVisit): Promise<VerbOutput<'batch.readResults'>> {
  const id = idOf(visit, 'id', '支払バッチ');
  const { database } = visit.office;
  await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
  const upload = await readUpload(visit.request);
  const batch = await batchById(database, id, 'look');
  if (batch.state !== 'sealed')
    refused('GUARD_FAILED', {
      event: '振込結果の読込み',
      reason: '結果を待っている支払バッチではありません。画面を読み込み直してください。',
    });
  const table = await tableOfUpload(upload, '振込結果の読込み', () => {
    const reason = 'ExcelファイルかCSVファイルを選んでください。';
    throw new RefusalError(refuse('RESULT_LIST_FAULT', { line: 0, column: '', reason }));
  });
  const awaited = (await paymentsOf(database, id)).filter((payment) => payment.state === 'sealed');
  const accounts = await database<{ id: string; holder_kana: string }>('bank_accounts')
    .whereIn(
      'id',
      awaited.map((payment) => payment.bankAccount),
    )
    .select('id', 'holder_kana');
  const payees = new Map(accounts.map((account) => [account.id, account.holder_kana]));
  const sent = awaited.map((payment) => ({
    paymentId: payment.id,
    serial: payment.serial,
    amountYen: payment.amount,
    payeeKana: payees.get(payment.bankAccount) ?? '',
  }));
  return { results: [...unwrap(readResultList(table, sent, civilDate(batch.transferOn)))] };
}
