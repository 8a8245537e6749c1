import { industries, legalForms, yesNo } from '../choices.ts';
import { may, must, mustWhen } from './question.ts';

const identify = '申請者を特定し、重複した申請がないか確認するため';
const reply = '通知書の宛先と連絡に使うため';
const size = '対象となる中小企業事業主等であるか確認するため';

/** 申請事業主の設問. */
export const employerQuestions = {
  employerLegalForm: must('法人等の種別', 'choice', size, { choices: legalForms }),
  employerCorporateNumber: must('法人番号', 'corporate_number', identify, {
    hint: '国税庁が指定した13桁の番号です。個人事業主の方は入力しません。マイナンバー（12桁）は入力しないでください。',
    // Before the form of the firm is chosen nobody can tell whether it has a number.
    asked: ({ employerLegalForm: form }) => form !== undefined && form !== '' && form !== 'sole_owner',
  }),
  employerName: must('事業主の名称', 'text', identify, {
    hint: '登記のとおりに入力してください。個人事業主の方は、屋号と氏名を入力してください（例 とちぎ製作所 栃木太郎）。',
  }),
  employerNameKana: must('事業主の名称（フリガナ）', 'kana', identify, {
    hint: 'ひらがなや半角カタカナで入力しても、全角カタカナに直します。',
  }),
  representativeTitle: must('代表者の役職', 'text', reply, {
    hint: '例 代表取締役、理事長、事業主',
    maxLength: 50,
  }),
  representativeName: must('代表者の氏名', 'text', reply, { maxLength: 60 }),
  employerPostalCode: must('郵便番号', 'postal', reply, {
    hint: '7桁の数字です。入力すると住所の候補が出ます。',
  }),
  employerAddress: must('所在地', 'text', identify, {
    hint: '登記上の本店又は主たる事業所の所在地を、都道府県から番地まで入力してください。',
    maxLength: 200,
  }),
  employerBuilding: may('建物名・階・部屋番号', 'text', reply, { fold: 'building' }),
  employerPhone: must('電話番号', 'phone', reply, {
    hint: '市外局番から入力してください（例 028-600-0000）。',
  }),
};

const judgedByCapital = (form: string | undefined) => form === 'company' || form === 'professional';

/** 企業規模の設問. */
export const sizeQuestions = {
  industry: must('業種', 'choice', size, {
    choices: industries,
    hint: '主な事業の業種を選んでください。日本標準産業分類によります。',
  }),
  mainBusiness: must('主な事業の内容', 'text', size, { hint: '例 金属部品の製造' }),
  capital: mustWhen(
    (answers) => judgedByCapital(answers.employerLegalForm),
    '資本金の額又は出資の総額',
    'yen',
    size,
    {
      hint: '円単位で入力してください（例 1000万円は 10000000）。',
      asked: (answers) => judgedByCapital(answers.employerLegalForm),
    },
  ),
  regularEmployees: must('常時雇用する労働者の数', 'integer', size, {
    hint: '企業全体の人数です。2か月を超えて使用され、週の所定労働時間が通常の労働者とおおむね同じ人を数えます。',
  }),
  controlledByLargeCompany: must('大企業が経営を実質的に支配していますか', 'yesno', size, {
    choices: yesNo,
    hint: '大企業1社が株式等の2分の1以上を持つ場合、大企業が合わせて3分の2以上を持つ場合、役員の半数以上が大企業の役員や従業員の場合は「はい」です。',
  }),
  insuranceOfficeNumber: must('雇用保険適用事業所番号', 'office_number', identify, {
    hint: '4桁-6桁-1桁の11桁です。14桁の労働保険番号とは異なります。',
  }),
};
