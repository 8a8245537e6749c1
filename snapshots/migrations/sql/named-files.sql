-- 補正の対象のファイル (仕様書 本文4(2)イ): an item may name the file it is about and what is wanted of it. The file is one of
-- the case and of the kind of paper asked for, so that nobody is asked for another's, and an answer that sets a file of
-- such a kind aside sets aside the one that was named.

-- Without a foreign key: attachments refer to items, and two tables that refer to each other could not leave with a
-- practice. A paper that was received is never deleted, so the trigger is enough.
ALTER TABLE correction_items
  ADD CONSTRAINT grant_item_file CHECK (
    (attachment IS NULL) = (wanted IS NULL) AND (attachment IS NULL) = (ordinal IS NULL)
    AND (page IS NULL OR attachment IS NOT NULL) AND coalesce(wanted IN ('replace', 'add'), true));
ALTER TABLE correction_texts
  ADD CONSTRAINT grant_text_wanted CHECK (wanted IS NULL OR wanted IN ('replace', 'add') AND target_kind <> 'field');

CREATE FUNCTION grant_name_file() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  named attachments;
BEGIN
  NEW.ordinal := NULL;
  IF NEW.attachment IS NULL THEN RETURN NEW; END IF;
  SELECT a.* INTO named FROM attachments a JOIN corrections c ON c.application = a.application
   WHERE a.id = NEW.attachment AND c.id = NEW.correction AND NEW.target_kind = 'paper' AND a.paper = NEW.target
     AND a.status = 'received' AND a.unsorted IS NOT TRUE;
  IF NOT FOUND OR NEW.page NOT BETWEEN 1 AND coalesce(named.pages, 1) THEN
    PERFORM grant_refuse('item_file', NEW.target);
  END IF;
  -- 何枚目か, in the order of arrival as it was when the office asked.
  SELECT count(*) INTO NEW.ordinal FROM attachments a
   WHERE a.application = named.application AND a.paper = named.paper AND a.status = 'received'
     AND a.unsorted IS NOT TRUE AND (coalesce(a.uploaded_at, '-infinity'), a.id) <= (coalesce(named.uploaded_at, '-infinity'), named.id);
  RETURN NEW;
END $$;
CREATE TRIGGER grant_name_file BEFORE INSERT ON correction_items FOR EACH ROW EXECUTE FUNCTION grant_name_file();

-- The answer takes the place of a file that an item of the open round is about; where an item names none, of any of its kind.
CREATE FUNCTION grant_replace_named() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
      SELECT FROM correction_items i JOIN corrections c ON c.id = i.correction
       WHERE c.application = OLD.application AND c.state = 'open' AND i.target_kind = 'paper' AND i.target = OLD.paper
         AND (i.attachment IS NULL OR i.attachment = OLD.id)) THEN
    PERFORM grant_refuse('replaced_unnamed', OLD.paper);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_replace_named BEFORE UPDATE ON attachments FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'answer_correction' AND NEW.status = 'replaced' AND OLD.status <> 'replaced')
  EXECUTE FUNCTION grant_replace_named();

-- 定型文: what is unreadable or wrong is replaced, what is missing is added; where it depends, the reviewer says it.
UPDATE correction_texts SET wanted = CASE defect WHEN '期間の不足' THEN 'add' ELSE 'replace' END
 WHERE target_kind = 'paper' AND defect IN ('不鮮明', '一部の頁の不足', '期間の不足', 'マイナンバーの記載', '口座名義の確認');
