-- 支給停止との照合: whether a bar is newer than a judgement is asked of names by the same key as the judgement compares (schema
-- nameKey): 異体字 folded, hiragana as katakana, small kana as large, ヴ as バ行, capitals, no spaces, dashes or stops. Two
-- characters of which both are variants share no trigram, so that likeness alone would miss them. Replaces a function of
-- newer-grounds.sql.

CREATE FUNCTION grant_person_key(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT regexp_replace(
    translate(replace(replace(replace(replace(replace(
      upper(translate(normalize(regexp_replace(given, '[\uFE00-\uFE0F\U000E0100-\U000E01EF]', '', 'g'), NFKC),
      '髙﨑嵜碕齋齊斉邊邉澤濱濵嶋嶌櫻廣國學𠮷惠榮關龍瀧德眞圓實冨峯龜靜豐萬與寶寳鐵鹽黑禮會條繩瀨'
      || '賴來曾桒舘穗彌總彥兒藏經蘆檜遙堯槇籠栁⻆圡𣘺塚'
      || 'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬね'
      || 'のはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖゝゞ',
      '高崎崎崎斎斎斎辺辺沢浜浜島島桜広国学吉恵栄関竜滝徳真円実富峰亀静豊万与宝宝鉄塩黒礼会条縄瀬'
      || '頼来曽桑館穂弥総彦児蔵経芦桧遥尭槙篭柳角土橋塚'
      || 'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネ'
      || 'ノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶヽヾ')),
      'ヴァ', 'バ'), 'ヴィ', 'ビ'), 'ヴェ', 'ベ'), 'ヴォ', 'ボ'), 'ヴ', 'ブ'),
      'ァィゥェォャュョッヮヵヶ', 'アイウエオヤユヨツワカケ'),
    '[[:space:]\u00A0\u1680\u200B-\u200D\u2028\u2029\u2060\u3000\uFEFF\u002D\u2010-\u2015\u2212\uFF0D\u30FC\uFF70\u2500\u2501・.,、。''’"“”]', '', 'g')
$$;

CREATE OR REPLACE FUNCTION grant_bars_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM applications a
      JOIN LATERAL (SELECT j.id FROM judgements j WHERE j.application = a.id ORDER BY j.number DESC LIMIT 1) last ON true
      JOIN bars b ON b.practice = a.practice
      LEFT JOIN postal_agents p ON p.application = a.id
      LEFT JOIN agents g ON g.id = p.agent OR g.account = a.agent
     WHERE a.id = of_case
       AND (SELECT max(c.seq) FROM bar_changes c WHERE c.bar = b.id)
           > coalesce((SELECT s.seen FROM judged_bars s WHERE s.judgement = last.id), 0)
       AND CASE b.kind
         WHEN 'employer' THEN b.corporate_number = a.employer_corporate_number
           OR (b.corporate_number IS NULL OR a.employer_corporate_number IS NULL) AND b.name_key = a.name_key
         WHEN 'representative' THEN b.name_key = grant_person_key(a.representative_name)
           OR similarity(grant_person_text(b.name), grant_person_text(a.representative_name)) >= 0.2
         ELSE b.agent = g.id OR b.name_key = grant_person_key(g.name)
           OR similarity(grant_person_text(b.name), grant_person_text(g.name)) >= 0.2 END)
$$;
