import { Buffer } from 'node:buffer';
import { civilDate, formatWareki } from '@grant/schema';
import { found, refused } from '../../adapter/refused.ts';
import { batchById } from '../../adapter/store/batches.ts';
import { currentProgramme } from '../../adapter/store/programmes.ts';
import { requireVisible } from '../../adapter/visible.ts';
import { fundPaperPdf } from '../../letters/fund-paper.ts';
import { writtenMoment } from '../../letters/written.ts';
import { dispositionOf } from '../files.ts';
import { idOf, type ActorVisit } from '../visit.ts';
import { viewOfBatch } from './lines.ts';

/** Eight characters at a time: what two people read to each other. */
const grouped = (hash: string): string => hash.match(/.{1,8}/gu)?.join(' ') ?? '';

/**
 * 振込データ確認票: what was sealed on one paper, to be held against what the bank's screen says before the file is sent.
 * Account numbers are masked. Made anew from the record at each call; a sealed batch does not change.
 */
export async function giveControlSheet(visit: ActorVisit): Promise<void> {
  const id = idOf(visit, 'id', '支払バッチ');
  await requireVisible(visit.office, visit.actor, 'payment_batches', id, '支払バッチ');
  const batch = await viewOfBatch(visit, id);
  if (batch.fileSha256 === null)
    refused('GUARD_FAILED', {
      event: '振込データ確認票の作成',
      reason: 'まだ確定していません。確定してから作成してください。',
    });
  const { figures } = await currentProgramme(visit.office);
  const { practice } = await batchById(visit.office.database, id, 'look');
  const sealedAt = found(batch.sealedAt, '確定日時');
  const bytes = Buffer.from(
    await fundPaperPdf({
      title: '振込データ確認票',
      number: batch.number,
      date: civilDate(visit.moment.today),
      programmeName: figures.name,
      issuer: figures.letterIssuerName,
      addressee: null,
      sentence: null,
      facts: [
        ['振込指定日', formatWareki(civilDate(batch.transferOn))],
        ['振込元', batch.bankProfileName],
        ['件数', `${String(batch.count)}件`],
        ['合計額', batch.total ?? 0],
        [
          '口座と金額が同じ支払',
          batch.repeated.length === 0
            ? 'なし'
            : batch.repeated.map((group) => `支払番号 ${group.join('・')}`).join('　'),
        ],
        ['作成した人', `${batch.preparedByName}　${writtenMoment(batch.preparedAt)}`],
        ['口座と金額を確認した人', batch.confirmerNames.join('、')],
        ['確定した人', `${batch.sealedByName ?? ''}　${writtenMoment(sealedAt)}`],
        ['振込データの照合用の値（SHA-256）', grouped(batch.fileSha256)],
      ],
      tables: [
        {
          name: '振込の一覧',
          columns: [
            { title: '支払番号', width: 11 },
            { title: '受付番号', width: 15 },
            { title: '支払先', width: 24 },
            { title: '金融機関・店', width: 20 },
            { title: '口座', width: 14 },
            { title: '口座名義', width: 20 },
            { title: '金額（円）', kind: 'yen', width: 14 },
          ],
          rows: batch.payments.map(({ account, ...line }) => [
            String(line.serial),
            line.receiptNumber,
            line.employerName,
            `${account?.bankName ?? ''} ${account?.branchName ?? ''}`,
            `${account?.accountType ?? ''} ••••${account?.last3 ?? ''}`,
            account?.holderKana ?? '',
            line.amount,
          ]),
        },
      ],
      notes: [
        '銀行に送信する前に、銀行の画面に表示される件数・合計額・振込指定日がこの票と一致することを、2人で確かめてください。',
        '送信した人　　　　　　　　　　　　　　　　　立ち会った人　　　　　　　　　　　　　　　　　',
      ],
      practice,
    }),
  );
  const { response } = visit;
  response.setHeader('Content-Type', 'application/pdf');
  response.setHeader('Content-Length', String(bytes.length));
  response.setHeader(
    'Content-Disposition',
    dispositionOf({ disposition: 'inline', name: `振込データ確認票_${batch.number}.pdf` }),
  );
  response.end(bytes);
}
