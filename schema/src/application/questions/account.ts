import { accountTypes } from '../choices.ts';
import { impliedTogether, must } from './question.ts';

const pay = '奨励金を振り込むため';
const contact = '申請の内容の確認と補正の連絡に使うため';

/** 振込口座の設問. */
export const accountQuestions = {
  bankCode: must('金融機関', 'bank', pay, {
    hint: '金融機関名で探すか、4桁の金融機関コードを入力してください。',
  }),
  branchCode: must('支店', 'branch', pay, { hint: '支店名で探すか、3桁の支店コードを入力してください。' }),
  accountType: must('預金種目', 'choice', pay, { choices: accountTypes }),
  accountNumber: must('口座番号', 'account_number', pay, {
    hint: '7桁の数字です。足りない場合は先頭に0を補います。',
  }),
  accountHolderKana: must('口座名義（カナ）', 'account_kana', pay, {
    hint: '通帳のカナ表記のとおりに入力してください。申請者本人の名義の口座に限ります。',
  }),
};

/** 連絡先の設問. */
export const contactQuestions = {
  contactName: must('担当者の氏名', 'text', contact, {
    maxLength: 60,
    fold: 'contact',
    implied: impliedTogether(['contactName'], 'representativeName'),
  }),
  contactPhone: must('担当者の電話番号', 'phone', contact, {
    hint: '日中に連絡のつく番号を入力してください。',
    fold: 'contact',
    implied: impliedTogether(['contactPhone'], 'employerPhone'),
  }),
  contactEmail: must('担当者のメールアドレス', 'mail', contact, {
    fold: 'contact',
    hint: '事務局が担当者に連絡するときに使います。オンライン申請の受付や補正のお知らせは、ログインに使うメールアドレスに送ります。',
  }),
};
