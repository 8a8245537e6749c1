-- The post (仕様書 本文4(2)イ): a letter leaves in its own envelope, an original is where the log says it is, and a postal
-- applicant sees how the case stands without anybody else seeing it.

-- 封入の照合: a mailing names a letter that was made, the case of that letter and the address the letter itself bears;
-- by post also both codes that were read off letter and envelope (`schema/src/post/letter-codes.ts`). Of a posting on
-- record only the postage may come later.
CREATE FUNCTION grant_letter_code(letter uuid, mark text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT mark || '-' || upper(left(part, 4)) || '-' || upper(right(part, 4))
    FROM (SELECT CASE mark WHEN 'L' THEN left(hex, 8) ELSE right(hex, 8) END AS part
            FROM (SELECT replace(letter::text, '-', '') AS hex) AS plain) AS parts
$$;

CREATE FUNCTION grant_letter_address(letter jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT nullif(concat_ws(E'\n', '〒' || nullif(left(a ->> 'postalCode', 3) || '-' || substr(a ->> 'postalCode', 4), '-'),
      nullif(a ->> 'address', ''), nullif(a ->> 'building', ''), nullif(a ->> 'name', ''),
      nullif(concat_ws(' ', a ->> 'representativeTitle', a ->> 'representativeName'), ' ')), '')
    FROM (SELECT letter -> 'addressee' AS a) AS addressee
$$;

CREATE FUNCTION grant_guard_mailing() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  posted letters;
  address text;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'mailings'); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'fee' IS DISTINCT FROM to_jsonb(OLD) - 'fee' THEN
      PERFORM grant_refuse('append_only', 'mailings');
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO posted FROM letters WHERE id = NEW.letter;
  IF posted.id IS NULL OR posted.application IS DISTINCT FROM NEW.application THEN
    PERFORM grant_refuse('envelope_mismatch', 'a mailing names a letter of its own case');
  END IF;
  IF posted.state IS DISTINCT FROM 'made' THEN PERFORM grant_refuse('envelope_mismatch', 'the letter is not made'); END IF;
  address := grant_letter_address(posted.data::jsonb);
  IF NEW.address IS NOT NULL AND NEW.address IS DISTINCT FROM address THEN
    PERFORM grant_refuse('envelope_mismatch', 'not the address of the letter');
  END IF;
  NEW.address := address;
  IF NEW.method <> 'online' AND (NEW.letter_code IS DISTINCT FROM grant_letter_code(NEW.letter, 'L')
                                 OR NEW.envelope_code IS DISTINCT FROM grant_letter_code(NEW.letter, 'E')) THEN
    PERFORM grant_refuse('envelope_mismatch', 'the codes of letter and envelope');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_guard_mailing BEFORE INSERT OR UPDATE OR DELETE ON mailings
  FOR EACH ROW EXECUTE FUNCTION grant_guard_mailing();

-- 原本の保管記録: append-only; each step follows the last one of the same original, and who asked for its disposal does
-- not destroy it. Who and when is written here.
SELECT grant_make_append_only('custody_entries');

CREATE FUNCTION grant_keep_custody() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  last custody_entries;
  allowed text[];
BEGIN
  NEW.recorded_by := grant_require('reception', 'manager');
  PERFORM pg_advisory_xact_lock(hashtextextended('grant.custody/' || NEW.application::text, 0));
  NEW.recorded_at := clock_timestamp();
  SELECT * INTO last FROM custody_entries c WHERE c.application = NEW.application AND c.what = NEW.what
   ORDER BY c.recorded_at DESC LIMIT 1;
  allowed := CASE coalesce(last.action, 'none')
    WHEN 'none' THEN '{stored}' WHEN 'returned' THEN '{stored}'
    WHEN 'stored' THEN '{moved,returned,disposal_asked}' WHEN 'moved' THEN '{moved,returned,disposal_asked}'
    WHEN 'disposal_asked' THEN '{destroyed,moved}' ELSE '{}' END::text[];
  IF NEW.action <> ALL (allowed) THEN
    PERFORM grant_refuse('custody_step', concat_ws(' after ', NEW.action, coalesce(last.action, 'nothing')));
  END IF;
  IF NEW.action = 'destroyed' AND last.recorded_by = NEW.recorded_by THEN
    PERFORM grant_refuse('same_person', 'disposal of an original');
  END IF;
  IF (NEW.action = 'returned' AND NEW.tracking_number IS NULL) OR (NEW.action <> 'returned' AND NEW.place IS NULL) THEN
    PERFORM grant_refuse('custody_step', NEW.action || ' without its place or number');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_custody BEFORE INSERT ON custody_entries
  FOR EACH ROW EXECUTE FUNCTION grant_keep_custody();
CREATE INDEX grant_custody_of ON custody_entries (application, what, recorded_at);

-- 読み取った書類: the scan as it came stays; it is split once.
CREATE FUNCTION grant_keep_scan() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'split'
     OR to_jsonb(NEW) - '{state,parts,split_by,split_at}'::text[]
        IS DISTINCT FROM to_jsonb(OLD) - '{state,parts,split_by,split_at}'::text[] THEN
    PERFORM grant_refuse('append_only', 'scans');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON scans FOR EACH ROW EXECUTE FUNCTION grant_keep_scan();

CREATE FUNCTION grant_freeze_scan() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM scans WHERE file = OLD.id) THEN PERFORM grant_refuse('file_frozen', OLD.id::text); END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER grant_freeze_scan BEFORE UPDATE OR DELETE ON directus_files
  FOR EACH ROW EXECUTE FUNCTION grant_freeze_scan();

-- 照会番号: never in clear; the newest counts, and only papers that came by post have one.
CREATE TABLE status_pins (
  application uuid PRIMARY KEY REFERENCES applications (id) ON DELETE RESTRICT,
  salt text NOT NULL, hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  issued_at timestamptz NOT NULL DEFAULT now(), issued_by uuid NOT NULL
);

-- 補正の定型文: what most letters say; the manager changes and adds to them.
INSERT INTO correction_texts (id, target_kind, target, defect, text, status, sort) VALUES
  (gen_random_uuid(), 'paper', NULL, '書類の不足', 'この書類が同封（添付）されていません。写しを提出してください。', 'active', 1),
  (gen_random_uuid(), 'paper', NULL, '不鮮明', '書類の文字が読み取れません。全体が鮮明に写るように、もう一度提出してください。', 'active', 2),
  (gen_random_uuid(), 'paper', NULL, '一部の頁の不足', '書類の一部の頁がありません。すべての頁をそろえて提出してください。', 'active', 3),
  (gen_random_uuid(), 'paper', NULL, '期間の不足', '必要な期間の記載がありません。休業の開始日から復帰後までの分を提出してください。', 'active', 4),
  (gen_random_uuid(), 'paper', NULL, '名称・氏名の相違', '書類の名称又は氏名が申請書と一致しません。正しい書類を提出するか、相違の理由が分かる書類を添えてください。', 'active', 5),
  (gen_random_uuid(), 'paper', 'child_proof', 'マイナンバーの記載', 'マイナンバー（個人番号）が記載されています。受け取れないため、個人番号を隠した写しを提出してください。', 'active', 6),
  (gen_random_uuid(), 'paper', 'passbook', '口座名義の確認', '口座名義（カナ）、金融機関名、支店名、口座番号がすべて分かる面の写しを提出してください。', 'active', 7),
  (gen_random_uuid(), 'field', NULL, '記入もれ', '記入がありません。書類を確かめて記入してください。', 'active', 8),
  (gen_random_uuid(), 'field', NULL, '書類との相違', '申請書の記載が、提出された書類の内容と一致しません。書類を確かめて直してください。', 'active', 9),
  (gen_random_uuid(), 'field', NULL, '日付の確認', '日付の前後関係が合いません。書類を確かめて正しい日付を記入してください。', 'active', 10),
  (gen_random_uuid(), 'field', 'leavePeriods', '休業期間の相違', '休業の期間が、育児休業取扱通知書又は出勤簿と一致しません。実際に休業した期間を、分割した場合は期間ごとに記入してください。', 'active', 11),
  (gen_random_uuid(), 'any', NULL, '内容の確認', '記載の内容を確かめ、必要があれば直してください。直す必要がない場合は、その理由を記載してください。', 'active', 12);
