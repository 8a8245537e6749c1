/** よくある質問 of the practice office: what employers ask, answered from the rules; every figure is the programme's. */
import { formatWareki, formatYen, measureKinds, yen, type FaqCategory, type Programme } from '@grant/schema';

/** One question with its answer and the clause it rests on. */
export interface SeedFaq {
  readonly category: FaqCategory;
  readonly question: string;
  readonly answer: string;
  readonly basis: string;
}

type Figures = Programme;

function eligibility(p: Figures): SeedFaq[] {
  return [
    {
      category: 'eligibility',
      question: '育児休業を分割して取得した場合も対象になりますか。',
      answer: `対象になります。同じ子について取得した育児休業を合計し、通算${p.minimumMonths}か月以上であれば要件を満たします。出生時育児休業（産後パパ育休）も合計できます。別の子や別の従業員の休業は合計できません。`,
      basis: '別紙 要件1',
    },
    {
      category: 'eligibility',
      question: '「通算1か月」はどのように数えますか。土曜日・日曜日も数えますか。',
      answer:
        '休業の開始日から終了日までを暦の日数で数え、土曜日・日曜日・祝日も含めます。ひと続きの休業は、開始日の1か月後の応当日の前日まで（例：4月1日から4月30日まで）で1か月です。分割した休業は、月に満たない日数を合計し、30日を1か月とします。自己チェックのページで、実際の日付を入れて計算できます。',
      basis: '別紙 要件1、民法第143条',
    },
    {
      category: 'eligibility',
      question: '年次有給休暇や会社独自の育児目的休暇は、休業期間に含められますか。',
      answer:
        '含められません。育児・介護休業法に基づく育児休業と出生時育児休業だけを数えます。休業の直後に年次有給休暇を取得した場合は、実際に勤務を始めた日が復帰した日になります。',
      basis: '育児・介護休業法第2条第1号',
    },
    {
      category: 'eligibility',
      question: '以前に男性の育児休業取得者がいる企業も申請できますか。',
      answer:
        '申請できます。「はじめて」であることは、基本の支給額の要件ではなく、加算の要件です。過去に男性従業員が1か月以上の育児休業を取得したことがある場合、加算（はじめて1か月以上）の対象にはなりません。',
      basis: '別紙 加算額',
    },
    {
      category: 'eligibility',
      question: '個人事業主や社会福祉法人、医療法人、NPO法人も対象になりますか。',
      answer:
        '対象になります。会社以外の事業主は、資本金ではなく、常時雇用する労働者の数で中小企業事業主等に当たるかを確認します。国、地方公共団体その他の公的法人は対象になりません。',
      basis: '別紙 対象事業主',
    },
    {
      category: 'eligibility',
      question: '本社が県外にあり、県内に営業所があります。対象になりますか。',
      answer: `対象となる従業員が${p.prefectureName}内の事業所に勤務していれば対象になります。企業規模は、県外の事業所を含めた企業全体で判断します。`,
      basis: '別紙 対象事業主',
    },
    {
      category: 'eligibility',
      question: '雇用環境の整備に関する措置とは何ですか。',
      answer: `育児休業を取得しやすくするための次の取組です。このうち${p.measuresRequired}つ以上を、申請日までに実施していることが必要です。${Object.values(
        measureKinds,
      )
        .map((label) => `「${label}」`)
        .join('')}`,
      basis: '別紙 要件3、育児・介護休業法第22条第1項',
    },
    {
      category: 'eligibility',
      question: '「とちぎ女性活躍応援団」には、いつまでに登録すればよいですか。',
      answer:
        '申請日までに登録してください。登録の手続きには日数がかかることがありますので、早めにお申し込みください。登録していることが分かる画面の写しなどを添付していただきます。',
      basis: '別紙 要件2',
    },
  ];
}

function amount(p: Figures): SeedFaq[] {
  const [one, three] = p.additions;
  const most = p.additions.map((row) => row.amount).toSorted((left, right) => right - left)[0] ?? yen(0);
  const together =
    p.additionMode === 'highest'
      ? `両方に当てはまる場合は高い方だけを加えますので、最大で${formatYen(yen(p.baseAmount + most))}です。`
      : '両方に当てはまる場合は合計します。';
  return [
    {
      category: 'amount',
      question: 'いくら支給されますか。',
      answer: `支給額は${formatYen(p.baseAmount)}です。${one === undefined ? '' : `${one.label}は${formatYen(one.amount)}、`}${three === undefined ? '' : `${three.label}は${formatYen(three.amount)}を加算します。`}${together}`,
      basis: '別紙 支給額',
    },
    {
      category: 'amount',
      question: '2人の男性従業員が育児休業を取得しました。2人分を申請できますか。',
      answer: `申請は1事業主につき年度内${p.awardLimitCount}回までです。加算を含めて、対象になる休業を1件選んで申請してください。`,
      basis: '本文4(2)ウ',
    },
  ];
}

function papers(p: Figures): SeedFaq[] {
  return [
    {
      category: 'papers',
      question: '書類はスマートフォンで撮影した写真でもよいですか。',
      answer: `写真でも構いません。PDF、JPEG、PNG、HEICに対応しています。1ファイル${Math.floor(p.attachmentMaxBytes / 1_048_576)}MBまでです。四隅が入り、文字が読めるように、明るい場所で撮影してください。`,
      basis: '本文4(2)ア',
    },
    {
      category: 'papers',
      question: '住民票にマイナンバーが記載されています。そのまま提出できますか。',
      answer:
        'マイナンバー（個人番号）は受け取れません。番号の部分を塗りつぶすか、マイナンバーの記載がない住民票を用意してください。',
      basis: '番号法',
    },
    {
      category: 'papers',
      question: '従業員が10人未満で、就業規則を労働基準監督署に届け出ていません。',
      answer:
        '育児休業の制度を書面で定めたもの（規程など）と、従業員に周知したことが分かるもの（掲示の写真、回覧の記録など）を添付してください。',
      basis: '労働基準法第89条',
    },
    {
      category: 'papers',
      question: '勤怠を電子データで管理しており、出勤簿がありません。',
      answer:
        '勤怠管理の画面や一覧を印刷したもの、又はPDFに出力したもので構いません。従業員の氏名、日付、出勤と休業の別が分かるようにしてください。',
      basis: '別紙 要件1',
    },
  ];
}

function procedure(p: Figures): SeedFaq[] {
  const closes = formatWareki(p.receptionClosesOn);
  const soft =
    p.softDeadlineMonths === null
      ? ''
      : `また、原則として、復帰した日から${p.softDeadlineMonths}か月以内に申請してください。過ぎた場合も、まず事務局にご相談ください。`;
  return [
    {
      category: 'procedure',
      question: '申請の期限はいつですか。',
      answer: `オンラインは${closes}の23時59分まで、郵送は${closes}${p.postRule === 'postmark' ? 'の消印まで有効' : '必着'}です。${soft}`,
      basis: '本文4(2)ア',
    },
    {
      category: 'procedure',
      question: `復帰が${closes}より後になる予定です。`,
      answer: `申請には復帰していることが必要なため、受付の終了後に復帰する場合は申請できません。復帰の予定が${closes}に近い場合は、早めに事務局にご相談ください。`,
      basis: '別紙 要件1',
    },
    {
      category: 'procedure',
      question: 'オンラインと郵送のどちらで申請すればよいですか。',
      answer:
        'どちらでも審査の内容は変わりません。オンラインは24時間申請でき、書類の不足や日付の誤りをその場で確認できます。両方で申請しないでください。郵送の様式は「様式のダウンロード」から取り出せます。',
      basis: '本文4(1)オ',
    },
    {
      category: 'procedure',
      question: '入力を途中で中断できますか。',
      answer:
        '入力した内容は自動で保存されます。ログインし直すと、続きから入力できます。別のパソコンやスマートフォンからも続けられます。',
      basis: '本文4(4)ア',
    },
    {
      category: 'procedure',
      question: '申請した後に、内容の誤りに気付きました。',
      answer:
        '受付後の内容は、ご自身では変更できません。事務局にお問い合わせください。必要な場合は、事務局から補正をお願いします。',
      basis: '本文4(2)イ',
    },
  ];
}

function rest(p: Figures): SeedFaq[] {
  return [
    {
      category: 'payment',
      question: '申請してから振り込まれるまで、どのくらいかかりますか。',
      answer: `不備のない申請は、受付からおおむね${p.standardDays}営業日で審査を終えます。支給が決まると通知書を郵送し、その後、指定の口座に振り込みます。実際の日数は「申請の流れ」のページでご確認ください。`,
      basis: '本文4(3)イ',
    },
    {
      category: 'payment',
      question: '代表者個人の口座を指定できますか。',
      answer:
        '申請する事業主の名義の口座に限ります。法人は法人名義の口座、個人事業主は事業主本人の名義の口座を指定してください。',
      basis: '本文4(3)イ',
    },
    {
      category: 'agent',
      question: '社会保険労務士などに申請を依頼できますか。',
      answer:
        '依頼できます。手続代行者の利用登録をした方が、委任状を添付して申請します。事務局からのお知らせは、手続代行者に届きます。',
      basis: '本文4(1)カ',
    },
    {
      category: 'other',
      question: '申請の内容は、ほかの目的に使われますか。',
      answer:
        '奨励金の審査、支給、統計の作成に使います。ほかの目的には使いません。詳しくは「プライバシーポリシー」をご覧ください。',
      basis: '別記1',
    },
  ];
}

/** よくある質問, in the order shown. */
export function seedFaqs(programme: Programme): SeedFaq[] {
  return [eligibility, amount, papers, procedure, rest].flatMap((make) => make(programme));
}
