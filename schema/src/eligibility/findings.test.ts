import { describe, expect, it } from 'vitest';
import { anApplication } from '../application/example.ts';
import { civilDate } from '../civil-date.ts';
import { defaultProgramme } from '../programme/defaults.ts';
import type { Finding } from './finding.ts';
import { judge } from './judge.ts';
import { anAward, type Changes, findingFor, leave, type Situation, span } from './rule-examples.ts';

const line = ({ rule, verdict, found, facts }: Finding) =>
  `${rule} ${verdict}: ${found} ${JSON.stringify(facts)}`;
const said = (rows: readonly (readonly [string, Situation])[]) =>
  `\n${rows.map(([rule, situation]) => line(findingFor(rule, situation))).join('\n')}\n`;
const where = (application: Changes): Situation => ({ application });

describe('判定の文 what an official reads', () => {
  it('of an application that meets every requirement names each requirement and what was found', () => {
    const { findings } = judge(anApplication(), defaultProgramme, civilDate('2026-07-10'));
    expect(`\n${findings.map((one) => `${one.requirement} → ${line(one)}`).join('\n')}\n`)
      .toMatchInlineSnapshot(`
      "
      中小企業事業主等であること（雇用関係助成金の中小企業の範囲）。 → employer_size passed: 資本金10,000,000円、常時雇用する労働者45人（その他の業種：資本金300,000,000円以下又は常時雇用する労働者300人以下）。 {"scheme":"雇用関係助成金の中小企業の範囲","industry":"other","capital":10000000,"regularEmployees":45,"limit":"資本金300,000,000円以下又は常時雇用する労働者300人以下","byCapital":true,"byEmployees":true}
      大企業が経営を実質的に支配していないこと。 → large_company_control passed: 支配していないとの申告です。 {}
      国、地方公共団体その他の公的法人でないこと。 → legal_form passed: 種別は「会社（株式会社・有限会社・合同会社など）」です。 {"legalForm":"会社（株式会社・有限会社・合同会社など）"}
      対象の従業員が栃木県内の事業所に勤務していること。 → workplace passed: 勤務地は栃木県宇都宮市塙田1丁目1番20号です。 {"workplaceAddress":"栃木県宇都宮市塙田1丁目1番20号"}
      通算1か月以上の育児休業を取得していること。 → leave_months passed: 通算：1か月、暦日30日です。 {"months":1,"restDays":0,"days":30,"monthRule":"hybrid","readings":["応当日による1か月：達する","暦日30日：達する","暦日28日：達する"]}
      育児休業を令和8年4月1日以降に開始していること。 → leave_start passed: 令和8年6月1日に開始しています。 {"startOn":"2026-06-01","leaveStartFrom":"2026-04-01"}
      休業の終了日が開始日以後であり、期間が重なっていないこと。 → leave_dates passed: 1件の期間に重なりはありません。 {}
      休業の開始日が子の出生日以後であること（出生が予定日より遅れたときは予定日以後）。 → leave_after_birth passed: 出生日令和8年5月20日以後の令和8年6月1日に開始しています。 {"startOn":"2026-06-01","childBirthOn":"2026-05-20","childDueOn":null}
      子の出生日が申請日以前で、休業の最終日以前であること。 → child_born passed: 出生日は令和8年5月20日です。 {"childBirthOn":"2026-05-20","endOn":"2026-06-30","on":"2026-07-10"}
      休業が子の2歳の誕生日の前日までであること（1歳以後は延長の事由があること）。 → child_age passed: 休業は1歳の誕生日の前日令和9年5月19日までに終わっています。 {"endOn":"2026-06-30","firstBirthdayEve":"2027-05-19","limit":"2028-05-19"}
      1歳までの分割は、育児休業2回、出生時育児休業2回までであること。 → leave_parts passed: 育児休業1回、出生時育児休業0回です。 {"ordinary":1,"atBirth":0}
      出生時育児休業は、出生後8週間以内の28日までであること。 → at_birth_leave passed: 出生時育児休業はありません。 {}
      休業期間中に就業していないこと（出生時育児休業中の就業は労使協定と本人の同意があること）。 → worked_in_leave passed: 休業中の就業はないとの申告です。 {"workedDays":0}
      休業期間に所定労働日が1日以上含まれること。 → scheduled_workdays passed: 所定労働日は22日です。 {"scheduledWorkdays":22,"minWorkdays":null}
      育児休業の後、原職等に復帰していること。 → original_post passed: 令和8年7月1日に原職等に復帰したとの申告です。 {"returnOn":"2026-07-01"}
      復帰した日が休業の最終日より後であること。 → return_after_leave passed: 休業は令和8年6月30日まで、復帰は令和8年7月1日です。 {"endOn":"2026-06-30","returnOn":"2026-07-01"}
      令和9年3月31日までに復帰していること。 → return_by passed: 令和8年7月1日に復帰しています。 {"returnOn":"2026-07-01","returnBy":"2027-03-31"}
      復帰した日以後に申請していること。 → return_before_filing passed: 復帰令和8年7月1日の後、令和8年7月10日に申請しています。 {"returnOn":"2026-07-01","on":"2026-07-10"}
      復帰した日に実際に勤務していること。 → return_day passed: 復帰した日令和8年7月1日は平日です。 {"returnOn":"2026-07-01"}
      休業の最終日から復帰した日まで7日を超えるときは、理由が明らかであること。 → return_gap passed: 休業の最終日から1日目に復帰しています。 {"days":1,"reason":null}
      休業の開始日までに雇用保険の被保険者となっていること。 → employment passed: 資格取得日は平成30年4月1日です。 {"employeeInsuredOn":"2018-04-01","startOn":"2026-06-01"}
      従業員の年齢が通常の範囲（18歳から70歳まで）にあること。 → employee_age passed: 休業の開始時に33歳です。 {"age":33,"employeeBirthOn":"1992-07-15"}
      とちぎ女性活躍応援団に登録していること。 → supporter passed: 「株式会社とちぎ製作所」として令和6年10月1日に登録しています。 {"supporterName":"株式会社とちぎ製作所","supporterRegisteredOn":"2024-10-01","on":"2026-07-10"}
      申請日までに、雇用環境整備に関する措置を2つ以上実施していること。 → measures_taken passed: 2つの措置（育児休業に関する研修の実施、育児休業に関する相談体制の整備）を実施しています。 {"count":2,"kinds":["training","consultation"],"dependsOnWorkload":false}
      休業の開始日までに2つ以上の措置を実施していることが望ましいこと。 → measures_timing passed: 休業の開始日令和8年6月1日までに2つ実施しています。 {"startOn":"2026-06-01","before":2}
      休業の終わりまでに、家事育児の分担方法や休業中の過ごし方等の情報提供を行っていること。 → information passed: 令和8年5月25日に情報提供を行っています。 {"informationOn":"2026-05-25","endOn":"2026-06-30","on":"2026-07-10"}
      令和8年5月1日から令和9年3月12日までに申請していること。 → reception_period passed: 令和8年7月10日に申請しています。 {"on":"2026-07-10","from":"2026-05-01","to":"2027-03-12"}
      原則として、復帰した日から2か月以内に申請していること。 → filing_after_return passed: 期限令和8年9月1日までの令和8年7月10日に申請しています。 {"returnOn":"2026-07-01","dueOn":"2026-09-01","on":"2026-07-10"}
      誓約・同意の8項目すべてに同意していること。 → pledges_given passed: すべての項目に同意しています。 {}
      1事業主につき同じ年度に1回までの支給であること。 → prior_award passed: 該当する支給はありません。 {"references":[]}
      「はじめて」の申告が、これまでの支給や今回の休業期間と合っていること。 → first_leave passed: 申告と合わない事実は見つかりません。 {"firstOneMonth":true,"firstThreeMonths":false}
      "
    `);
  });

  it('of what a person must decide says why', () => {
    const bornLate = { childBirthOn: '2026-06-05', childDueOn: '2026-06-01' };
    const long = { leavePeriods: [span('2026-06-01', '2026-08-29')], returnOn: '2026-08-30' };
    expect(
      said([
        ['large_company_control', where({ controlledByLargeCompany: true })],
        ['legal_form', where({ employerLegalForm: 'other' })],
        ['workplace', where({ workplaceAddress: '宇都宮市塙田1-1-20' })],
        ['employer_size', { ...where({ employerLegalForm: 'npo' }), programme: { smeScheme: 'kihonho' } }],
        [
          'employer_size',
          {
            ...where({ regularEmployees: 300, industry: 'service', capital: 60_000_000 }),
            programme: { smeScheme: 'kihonho_seirei' },
          },
        ],
        ['employer_size', { programme: { smeLimits: { ...defaultProgramme.smeLimits, koyou: [] } } }],
        ['leave_months', leave(span('2026-05-31', '2026-06-29'))],
        [
          'leave_months',
          leave(span('2026-06-01', '2026-06-28', 'at_birth', 1), span('2026-06-29', '2026-06-30')),
        ],
        ['leave_after_birth', where(bornLate)],
        ['child_born', where({ childBirthOn: '2026-07-01' })],
        ['child_age', where({ childBirthOn: '2025-06-30' })],
        [
          'leave_parts',
          leave(
            span('2026-06-01', '2026-06-01'),
            span('2026-06-03', '2026-06-03'),
            span('2026-06-05', '2026-06-05'),
          ),
        ],
        ['at_birth_leave', leave(span('2026-06-01', '2026-06-29', 'at_birth'))],
        ['at_birth_leave', leave(span('2026-07-10', '2026-07-20', 'at_birth'))],
        [
          'worked_in_leave',
          leave(
            span('2026-06-01', '2026-06-10', 'childcare', 1),
            span('2026-06-12', '2026-06-30', 'childcare', 2),
          ),
        ],
        ['scheduled_workdays', where({ scheduledWorkdays: 0 })],
        ['return_day', where({ returnOn: '2026-07-20' })],
        ['return_day', where({ returnOn: '2090-07-03' })],
        ['return_gap', where({ returnOn: '2026-07-08' })],
        ['employment', where({ employeeInsuredOn: '2026-06-02' })],
        ['employee_age', where({ employeeBirthOn: '2008-06-02' })],
        ['measures_timing', where({ leavePeriods: [span('2026-04-16', '2026-05-31')] })],
        ['information', where({ informationOn: '2026-07-01' })],
        ['filing_after_return', { on: '2026-09-02' }],
        [
          'first_leave',
          {
            priorAwards: ['R6-00001', 'R7-00012'].map((reference) => anAward({ reference, leaveMonths: 3 })),
            ...where({ firstThreeMonths: true }),
          },
        ],
        ['first_leave', where({ ...long, firstThreeMonths: true })],
        ['first_leave', where({ ...long, firstThreeMonths: false })],
      ]),
    ).toMatchInlineSnapshot(`
      "
      large_company_control to_check: 大企業が経営を実質的に支配しているとの申告です。 {}
      legal_form to_check: 種別は「その他の法人」です。公的法人に当たらないか確認が必要です。 {"legalForm":"その他の法人"}
      workplace to_check: 勤務地「宇都宮市塙田1-1-20」に都道府県名がありません。栃木県内か確認が必要です。 {"workplaceAddress":"宇都宮市塙田1-1-20"}
      employer_size to_check: 資本金10,000,000円、常時雇用する労働者45人。会社・個人以外の法人のため、「中小企業事業主等」に当たるか確認が必要です。 {"scheme":"中小企業基本法第2条第1項","industry":"other","capital":10000000,"regularEmployees":45,"limit":"資本金300,000,000円以下又は常時雇用する労働者300人以下","byCapital":false,"byEmployees":true}
      employer_size to_check: 資本金60,000,000円、常時雇用する労働者300人。ソフトウェア業・情報処理サービス業に当たる場合は資本金300,000,000円以下又は常時雇用する労働者300人以下のため対象です。業種の確認が必要です。 {"scheme":"中小企業基本法第2条第1項と政令特例","industry":"service","capital":60000000,"regularEmployees":300,"limit":"資本金50,000,000円以下又は常時雇用する労働者100人以下","byCapital":false,"byEmployees":false}
      employer_size to_check: この業種の規模の上限が登録されていません。 {"scheme":"雇用関係助成金の中小企業の範囲","industry":"other","capital":10000000,"regularEmployees":45}
      leave_months to_check: 通算：30日、暦日30日です。応当日と暦日の数え方で結果が異なるため、確認が必要です。 {"months":0,"restDays":30,"days":30,"monthRule":"hybrid","readings":["応当日による1か月：達しない","暦日30日：達する","暦日28日：達する"]}
      leave_months to_check: 通算：29日、暦日29日です。就業日を除かなければ1か月に達するため、確認が必要です。 {"months":0,"restDays":29,"days":29,"monthRule":"hybrid","readings":["応当日による1か月：達しない","暦日30日：達しない","暦日28日：達する"]}
      leave_after_birth to_check: 予定日令和8年6月1日以後の令和8年6月1日に開始し、出生は令和8年6月5日です。出生前の日は数えていません。 {"startOn":"2026-06-01","childBirthOn":"2026-06-05","childDueOn":"2026-06-01"}
      child_born to_check: 出生日令和8年7月1日が休業の最終日令和8年6月30日より後です。日付の確認が必要です。 {"childBirthOn":"2026-07-01","endOn":"2026-06-30","on":"2026-07-10"}
      child_age to_check: 休業が1歳の誕生日の前日令和8年6月29日を過ぎています。延長の事由の確認が必要です。 {"endOn":"2026-06-30","firstBirthdayEve":"2026-06-29","limit":"2027-06-29"}
      leave_parts to_check: 育児休業3回、出生時育児休業0回です。法定の回数を超えています。就業規則の確認が必要です。 {"ordinary":3,"atBirth":0}
      at_birth_leave to_check: 出生時育児休業が29日あります。超える日は育児休業に当たるか確認が必要です。 {"from":"2026-05-20","to":"2026-07-15","days":29}
      at_birth_leave to_check: 出生時育児休業が令和8年5月20日から令和8年7月15日までの範囲の外にあります。休業の種類の確認が必要です。 {"from":"2026-05-20","to":"2026-07-15","days":11}
      worked_in_leave to_check: 休業中に3日就業したとの申告です。労使協定、同意及び日数の確認が必要です。 {"workedDays":3}
      scheduled_workdays to_check: 休業期間に所定労働日がありません。休業に当たるか確認が必要です。 {"scheduledWorkdays":0,"minWorkdays":null}
      return_day to_check: 復帰した日令和8年7月20日は海の日です。出勤簿で勤務の確認が必要です。 {"returnOn":"2026-07-20"}
      return_day to_check: 復帰した日令和72年7月3日が休日か判定できません。 {"returnOn":"2090-07-03"}
      return_gap to_check: 休業の最終日から復帰まで8日あり、理由が書かれていません。 {"days":8,"reason":null}
      employment to_check: 資格取得日令和8年6月2日が休業の開始日令和8年6月1日より後です。 {"employeeInsuredOn":"2026-06-02","startOn":"2026-06-01"}
      employee_age to_check: 休業の開始時に17歳です。生年月日の確認が必要です。 {"age":17,"employeeBirthOn":"2008-06-02"}
      measures_timing to_check: 休業の開始日令和8年4月16日までに実施した措置は1つです。実施の時期の確認が必要です。 {"startOn":"2026-04-16","before":1}
      information to_check: 情報提供の日令和8年7月1日が休業の最終日令和8年6月30日より後です。取扱いの確認が必要です。 {"informationOn":"2026-07-01","endOn":"2026-06-30","on":"2026-07-10"}
      filing_after_return to_check: 申請日令和8年9月2日が期限令和8年9月1日を過ぎています。県との協議が必要です。 {"returnOn":"2026-07-01","dueOn":"2026-09-01","on":"2026-09-02"}
      first_leave to_check: 「はじめて1か月以上」との申告ですが、以前の支給があります（R6-00001、R7-00012）。「はじめて3か月以上」との申告ですが、以前の支給があります（R6-00001、R7-00012）。「はじめて3か月以上」との申告ですが、今回の休業は3か月に達しません。 {"firstOneMonth":true,"firstThreeMonths":true}
      first_leave to_check: 3か月に達するかは数え方で異なります。 {"firstOneMonth":true,"firstThreeMonths":true}
      first_leave to_check: 「はじめて1か月以上」で今回3か月に達するため、「はじめて3か月以上」にも当たると考えられます。 {"firstOneMonth":true,"firstThreeMonths":false}
      "
    `);
  });

  it('of what is not met says what was found against it', () => {
    const early = { childBirthOn: '2026-03-01', leavePeriods: [span('2026-03-31', '2026-05-31')] };
    expect(
      said([
        ['employer_size', where({ capital: null, regularEmployees: 301 })],
        [
          'large_company_control',
          { ...where({ controlledByLargeCompany: true }), programme: { largeCompanyControl: 'failed' } },
        ],
        ['workplace', where({ workplaceAddress: '群馬県太田市浜町2-35' })],
        ['leave_months', leave(span('2026-06-01', '2026-06-29'))],
        ['leave_start', where(early)],
        ['leave_dates', leave(span('2026-07-02', '2026-07-01'))],
        ['leave_dates', leave(span('2026-06-01', '2026-06-30'), span('2026-06-30', '2026-07-05'))],
        ['leave_after_birth', where({ childBirthOn: '2026-06-02' })],
        ['child_born', where({ childBirthOn: '2026-07-11' })],
        ['child_age', where({ childBirthOn: '2024-06-30' })],
        ['scheduled_workdays', { ...where({ scheduledWorkdays: 3 }), programme: { minWorkdays: 4 } }],
        ['original_post', where({ returnedToOriginalPost: false })],
        ['return_after_leave', where({ returnOn: '2026-06-30' })],
        ['return_by', where({ returnOn: '2027-04-01' })],
        ['return_before_filing', { on: '2026-06-30' }],
        ['supporter', where({ supporterRegisteredOn: '2026-07-11' })],
        ['measures_taken', { programme: { measuresRequired: 3 } }],
        ['information', where({ informationOn: '2026-07-11' })],
        ['reception_period', { on: '2026-04-30' }],
        ['reception_period', { on: '2027-03-13' }],
        ['pledges_given', where({ pledges: defaultProgramme.pledges.slice(2) })],
        ['prior_award', { priorAwards: [anAward(), anAward({ reference: 'R8-00002' })] }],
      ]),
    ).toMatchInlineSnapshot(`
      "
      employer_size failed: 常時雇用する労働者301人で、その他の業種の上限（資本金300,000,000円以下又は常時雇用する労働者300人以下）を超えています。 {"scheme":"雇用関係助成金の中小企業の範囲","industry":"other","capital":null,"regularEmployees":301,"limit":"資本金300,000,000円以下又は常時雇用する労働者300人以下","byCapital":false,"byEmployees":false}
      large_company_control failed: 大企業が経営を実質的に支配しているとの申告です。 {}
      workplace failed: 勤務地は群馬県太田市浜町2-35で、栃木県の外です。 {"workplaceAddress":"群馬県太田市浜町2-35"}
      leave_months failed: 通算：29日、暦日29日で、1か月に達しません。 {"months":0,"restDays":29,"days":29,"monthRule":"hybrid","readings":["応当日による1か月：達しない","暦日30日：達しない","暦日28日：達する"]}
      leave_start failed: 令和8年3月31日に開始しており、令和8年4月1日より前です。 {"startOn":"2026-03-31","leaveStartFrom":"2026-04-01"}
      leave_dates failed: 1件目の終了日が開始日より前です。 {"period":1}
      leave_dates failed: 令和8年6月30日から始まる期間が、その前の期間と重なっています。 {"startOn":"2026-06-30"}
      leave_after_birth failed: 出生日令和8年6月2日より前の令和8年6月1日に開始しています。 {"startOn":"2026-06-01","childBirthOn":"2026-06-02","childDueOn":null}
      child_born failed: 出生日令和8年7月11日が申請日令和8年7月10日より後です。 {"childBirthOn":"2026-07-11","endOn":"2026-06-30","on":"2026-07-10"}
      child_age failed: 休業の最終日令和8年6月30日が、2歳の誕生日の前日令和8年6月29日を過ぎています。 {"endOn":"2026-06-30","firstBirthdayEve":"2025-06-29","limit":"2026-06-29"}
      scheduled_workdays failed: 所定労働日は3日で、4日に足りません。 {"scheduledWorkdays":3,"minWorkdays":4}
      original_post failed: 原職等に復帰していないとの申告です。 {"returnOn":"2026-07-01"}
      return_after_leave failed: 復帰した日令和8年6月30日が休業の最終日令和8年6月30日以前です。 {"endOn":"2026-06-30","returnOn":"2026-06-30"}
      return_by failed: 復帰は令和9年4月1日で、令和9年3月31日を過ぎています。 {"returnOn":"2027-04-01","returnBy":"2027-03-31"}
      return_before_filing failed: 申請日令和8年6月30日が復帰した日令和8年7月1日より前です。 {"returnOn":"2026-07-01","on":"2026-06-30"}
      supporter failed: 登録日令和8年7月11日が申請日令和8年7月10日より後です。 {"supporterName":"株式会社とちぎ製作所","supporterRegisteredOn":"2026-07-11","on":"2026-07-10"}
      measures_taken failed: 申請日までに実施した措置は2つです（育児休業に関する研修の実施、育児休業に関する相談体制の整備）。 {"count":2,"kinds":["training","consultation"],"dependsOnWorkload":false}
      information failed: 情報提供の日令和8年7月11日が申請日令和8年7月10日より後です。 {"informationOn":"2026-07-11","endOn":"2026-06-30","on":"2026-07-10"}
      reception_period failed: 申請日令和8年4月30日は受付の開始前です。 {"on":"2026-04-30","from":"2026-05-01","to":"2027-03-12"}
      reception_period failed: 申請日令和9年3月13日は受付の終了後です。 {"on":"2027-03-13","from":"2026-05-01","to":"2027-03-12"}
      pledges_given failed: 同意していない項目が2件あります（申請の内容と添付書類に、虚偽や不正はありません。申請者及び役員等は、暴力団員又は暴力団と密接な関係を有する者ではありません。）。 {"lacking":["truthful","no_organized_crime"]}
      prior_award failed: すでに2回の支給があります（R8-00001、R8-00002）。 {"references":["R8-00001","R8-00002"]}
      "
    `);
  });

  it('of what is met in another way says in which', () => {
    expect(
      said([
        ['at_birth_leave', leave(span('2026-06-01', '2026-06-28', 'at_birth'))],
        ['filing_after_return', { programme: { softDeadlineMonths: null } }],
        ['return_gap', where({ returnOn: '2026-07-08', returnGapReason: '年次有給休暇を取得したため' })],
        ['prior_award', { priorAwards: [anAward()], programme: { awardLimitCount: 2 } }],
      ]),
    ).toMatchInlineSnapshot(`
      "
      at_birth_leave passed: 出生時育児休業は28日です。 {"from":"2026-05-20","to":"2026-07-15","days":28}
      filing_after_return passed: 期間の定めはありません。 {}
      return_gap passed: 休業の最終日から復帰まで8日あります。理由：年次有給休暇を取得したため {"days":8,"reason":"年次有給休暇を取得したため"}
      prior_award passed: これまでの支給は1回です。 {"references":["R8-00001"]}
      "
    `);
  });
});
