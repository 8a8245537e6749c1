import { describe, expect, it } from 'vitest';
import { bankRefusals } from './bank.ts';
import { dateRefusals } from './dates.ts';
import { generalRefusals } from './general.ts';
import { identifierRefusals } from './identifiers.ts';
import { paperRefusals } from './papers.ts';
import { zenginRefusals } from './zengin.ts';

/** Facts that show every place of a sentence: numbers as 12345, lists of two, the rest by its own name. */
const facts: unknown = new Proxy(
  {},
  {
    get: (_target, name) => {
      const key = String(name);
      if (key === 'accepted' || key === 'allowed') return ['い', 'ろ'];
      // What may stand instead of the sentence.
      if (key === 'news') return undefined;
      if (key === 'faults') return [{ path: 'a', message: '入力してください。' }];
      if (key === 'maxBytes' || key === 'max' || key.endsWith('Yen') || key === 'line') return 12_345_678;
      return `【${key}】`;
    },
  },
);

type Rows = Readonly<Record<string, { readonly status: number; readonly message: (facts: never) => string }>>;
const sentences = (rows: Rows) =>
  Object.fromEntries(
    Object.entries(rows).map(([code, { status, message }]) => [
      code,
      `${status} ${(message as (facts: unknown) => string)(facts)}`,
    ]),
  );

describe('The sentences of the refusals 拒否の文', () => {
  it('general', () => {
    expect(sentences(generalRefusals)).toMatchInlineSnapshot(`
      {
        "ALREADY_RECORDED": "409 「【event】」は、先に送った内容ですでに記録されており、直した内容は記録していません。記録を確かめ、直した内容も記録するときは、もう一度操作してください。",
        "ALREADY_SUBMITTED": "409 この申請はすでに受け付けています（受付番号 【receiptNumber】）。重ねて提出する必要はありません。",
        "BATCH_SEALED": "409 支払バッチ 【batch】 は確定済みのため変更できません。変更が必要な支払いは、次のバッチで扱ってください。",
        "DB_CONSTRAINT": "409 登録の決まりに反するため保存できませんでした。画面を読み込み直してからもう一度操作し、続くときは管理者に連絡してください。",
        "DUPLICATE_PAYMENT": "409 受付番号 【receiptNumber】 には、支払済み又は支払手続中の支払いがあります。重ねて支払うことはできません。既存の支払いを確かめてください。",
        "FILE_TOO_LARGE": "413 「【name】」は大きすぎます。11MB以下のファイルにしてください。",
        "FILE_TYPE_REFUSED": "415 「【name】」は受け付けられない種類のファイルです。い、ろのいずれかで添付してください。",
        "FORBIDDEN": "403 「【act】」を行う権限がありません。必要な場合は管理者に確認してください。",
        "GUARD_FAILED": "422 「【event】」を行う条件がそろっていません。【reason】",
        "ILLEGAL_TRANSITION": "409 「【state】」の案件では「【event】」を行えません。画面を読み込み直し、今の状態で行える操作を選んでください。",
        "INTERNAL": "500 処理中に問題が起きました。しばらく待ってからもう一度お試しください。続くときは、照会番号 【reference】 を添えて事務局に連絡してください。",
        "INVALID_INPUT": "400 入力してください。",
        "NOT_FOUND": "404 【what】が見つかりません。番号を確かめるか、一覧から選び直してください。",
        "OTHER_ACCOUNT": "409 別の利用者としてログインしています。この操作は行われていません。画面を読み込み直してください。",
        "OUTSIDE_PERIOD": "422 【what】は【from】から【to】までです。【next】",
        "SAME_PERSON": "409 「【first】」を行った人は「【second】」を行えません。別の担当者に依頼してください。",
        "STALE_VERSION": "409 【what】は、ほかの操作によって先に更新されています。画面を読み込み直し、内容を確かめてからもう一度操作してください。",
        "TOO_MANY_REQUESTS": "429 操作が短い時間に集中しました。【retryAfterSeconds】秒ほど待ってからもう一度お試しください。",
        "UNAUTHENTICATED": "401 ログインが必要です。ログインしてからもう一度操作してください。",
        "UNAVAILABLE": "503 【what】は一時的に利用できません。しばらく待ってからもう一度お試しください。",
      }
    `);
  });

  it('dates and amounts', () => {
    expect(sentences(dateRefusals)).toMatchInlineSnapshot(`
      {
        "CALENDAR_ENDS": "422 【date】は、登録済みの休日表（【from】から【to】まで）の範囲外のため、営業日を判定できません。休日表を更新してください。",
        "INVALID_DATE": "400 「【found】」は実在する日付として読めません。年・月・日を西暦の数字で入力してください（例 2026-04-01）。",
        "INVALID_INSTANT": "400 「【found】」は時刻として読めません。時差を含む形式（例 2026-04-01T09:00:00+09:00）で指定してください。",
        "INVALID_YEN": "400 金額「【found】」は扱えません。0以上の整数の円で入力してください。",
        "NOT_BANK_DAY": "422 【date】は【reason】のため、銀行の営業日ではありません。振込指定日には営業日（次の営業日は【next】）を選んでください。",
        "POSTED_DATE_OUTSIDE_WINDOW": "422 発送日【date】は記録できません。通知書の日付【earliest】から【latest】までの日を入力してください。",
        "RESULT_DATE_OUTSIDE_WINDOW": "422 結果を確認した日【date】は記録できません。振込指定日【earliest】から【latest】までの日を入力してください。",
        "TRANSFER_DATE_OUTSIDE_WINDOW": "422 振込指定日【date】は、銀行が受け付ける期間の外です。【earliest】から【latest】までの銀行営業日を選んでください。",
      }
    `);
  });

  it('identifiers', () => {
    expect(sentences(identifierRefusals)).toMatchInlineSnapshot(`
      {
        "CORPORATE_NUMBER_CHECK_DIGIT": "400 法人番号「【found】」は検査数字が合いません（後ろの12桁からは先頭が【expected】になります）。番号の写し間違いがないか確かめてください。",
        "CORPORATE_NUMBER_FORMAT": "400 法人番号は、先頭が0以外の13桁の数字です（入力は【digits】桁）。国税庁法人番号公表サイトの番号を確かめてください。",
        "EMAIL_FORMAT": "400 メールアドレスの形が正しくありません。「@」とその後ろの部分を確かめてください（例 soumu@example.jp）。",
        "INSURANCE_IS_LABOUR_NUMBER": "400 14桁の番号は労働保険番号です。ここには、雇用保険適用事業所番号（4桁-6桁-1桁の11桁）を入力してください。",
        "INSURANCE_OFFICE_NUMBER_FORMAT": "400 雇用保険適用事業所番号は、4桁-6桁-1桁の11桁の数字です（入力は【digits】桁）。適用事業所設置届の控えなどの番号を確かめてください。",
        "INSURED_PERSON_NUMBER_FORMAT": "400 雇用保険被保険者番号は、4桁-6桁-1桁の11桁の数字です（昭和56年以前の番号は10桁。入力は【digits】桁）。被保険者証又は資格取得等確認通知書の番号を確かめてください。",
        "INVOICE_NUMBER_FORMAT": "400 適格請求書発行事業者の登録番号は、Tと13桁の数字です。登録通知書の番号を確かめてください。",
        "KANA_NOT_READABLE": "400 フリガナに使えない文字「【character】」があります。カタカナで入力してください（ひらがな・半角カタカナも使えます）。",
        "MY_NUMBER_FOUND": "422 【where】にマイナンバー（個人番号）と思われる12桁の数字があります。マイナンバーは受け取れませんので、その数字を消してから保存してください。",
        "PHONE_FORMAT": "400 電話番号は、市外局番から10桁又は11桁の数字で入力してください（例 028-600-0000、090-0000-0000）。",
        "POSTAL_CODE_FORMAT": "400 郵便番号は7桁の数字で入力してください（例 320-8501）。",
        "REGISTRY_NUMBER_FORMAT": "400 会社法人等番号は12桁の数字です（入力は【digits】桁）。登記事項証明書の番号を確かめてください。",
        "TRACKING_NUMBER_FORMAT": "400 特定記録の引受番号は、3桁-2桁-5桁-1桁の11桁の数字です（入力は【digits】桁）。受領証の番号を確かめてください。",
      }
    `);
  });

  it('bank accounts', () => {
    expect(sentences(bankRefusals)).toMatchInlineSnapshot(`
      {
        "ACCOUNT_NUMBER_FORMAT": "400 口座番号は7桁以内の数字で入力してください（入力は【digits】桁）。7桁に満たないときは、先頭に0を補います。",
        "BANK_CODE_FORMAT": "400 金融機関コードは4桁の数字で入力してください（例 0129）。",
        "BANK_NAME_NOT_CONVERTIBLE": "422 金融機関名・支店名のカナ「【found】」に、振込データで使えない文字「【character】」があります。金融機関名の登録を確かめてください。",
        "BRANCH_CODE_FORMAT": "400 支店コードは3桁の数字で入力してください（例 001）。",
        "BRANCH_NOT_LISTED": "400 金融機関コード【bankCode】・支店コード【branchCode】は、金融機関の一覧にありません。通帳を確かめて、一覧から選び直してください。",
        "CONFIRMATION_LOCKED": "409 登録の内容と一致しない入力が3回あったため、あなたはこの支払を照合できません。事務局責任者に知らせました。確認が済むと、もう一度照合できます。",
        "YUCHO_NUMBER_FORMAT": "400 ゆうちょ銀行の番号は、総合口座では1で終わる8桁以内、振替口座では7桁以内の数字です（入力は【digits】桁）。通帳の「番号」を確かめてください。",
        "YUCHO_SYMBOL_FORMAT": "400 ゆうちょ銀行の記号は、1又は0で始まり最後が0の5桁の数字です。通帳の1ページ目の「記号」を確かめてください（再発行時の枝番は入力しません）。",
        "YUCHO_TYPE_MISMATCH": "400 この記号のゆうちょ銀行の口座は【expected】ですが、【found】が選ばれています。預金種目を選び直してください。",
      }
    `);
  });

  it('the transfer file', () => {
    expect(sentences(zenginRefusals)).toMatchInlineSnapshot(`
      {
        "CORPORATE_WORD_NOT_PLACED": "422 「【name】」のカナで「【word】」の位置が分かりません。通帳のカナ表記をそのまま入力してください。",
        "KANA_NOT_CONVERTIBLE": "422 「【found】」の「【character】」は振込用のカナに変換できません。通帳のカナ表記をそのまま入力してください。",
        "ZENGIN_AMOUNT": "422 12345678件目の振込金額12,345,678円は扱えません。1円以上12,345,678円以下にしてください。",
        "ZENGIN_CHARACTER": "422 12345678件目の【field】の【position】文字目「【character】」は、ここでは使えません。通帳のカナ表記に合わせて直してください。",
        "ZENGIN_CHOICE": "422 12345678件目の【field】「【found】」は使えません。い、ろのいずれかを指定してください。",
        "ZENGIN_DIGITS": "422 12345678件目の【field】は【width】桁以内の数字で入力してください。",
        "ZENGIN_EDI_AND_CODES": "422 12345678件目の振込に顧客コードとEDI情報の両方があります。記録できるのは一方だけですので、どちらかを消してください。",
        "ZENGIN_FILE_FAULTY": "422 振込データに誤りが【count】か所あります。最初は12345678行目の【column】バイト目です：【sentence】",
        "ZENGIN_NO_TRANSFERS": "422 振込が1件もありません。支払いを選んでからファイルを作成してください。",
        "ZENGIN_REQUIRED": "422 12345678件目の【field】が空です。入力してください。",
        "ZENGIN_TOO_LONG": "422 12345678件目の【field】は半角12345678文字までです（濁点・半濁点を含めて【bytes】文字あります）。先頭部分の「【proposed】」でよいか、通帳と照らして確かめてください。",
        "ZENGIN_TOO_MANY": "422 振込が【count】件あり、1ファイルの上限12345678件を超えています。支払バッチを分けてください。",
        "ZENGIN_TOTAL": "422 合計金額12,345,678円が上限12,345,678円を超えています。支払バッチを分けてください。",
      }
    `);
  });

  it('papers, each with what to do about the file', () => {
    for (const sentence of Object.values(sentences(paperRefusals)))
      expect(sentence).toMatch(/^422 .*(?:添付してください|撮影し直してください|提出してください)。$/u);
  });

  it('end with a full stop', () => {
    const tables = [
      generalRefusals,
      dateRefusals,
      identifierRefusals,
      bankRefusals,
      zenginRefusals,
      paperRefusals,
    ];
    const all = tables.map((table) => sentences(table));
    for (const [code, sentence] of all.flatMap((table) => Object.entries(table))) {
      // All three quote another sentence at their end, which has its own full stop.
      if (!['ZENGIN_FILE_FAULTY', 'GUARD_FAILED', 'OUTSIDE_PERIOD'].includes(code))
        expect(sentence, code).toMatch(/。$/u);
    }
  });

  it('name the transfer only when there is one', () => {
    expect(zenginRefusals.ZENGIN_REQUIRED.message({ line: 3, field: '受取人名' })).toBe(
      '3件目の受取人名が空です。入力してください。',
    );
    expect(zenginRefusals.ZENGIN_REQUIRED.message({ line: 0, field: '振込依頼人名' })).toBe(
      '振込依頼人名が空です。入力してください。',
    );
  });
});
