-- Papers and correction items (仕様書 本文4(2)イ): a paper that reached the office is never exchanged or lost behind its
-- back; a new one takes its place beside it.

-- A paper may be added or set aside while the applicant may still act, or in an event that is about content. What it is
-- (file, hash, name, kind) never changes; the scan and the page count may come later.
CREATE FUNCTION grant_lock_attachment() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.application ELSE OLD.application END;
  in_state text;
BEGIN
  SELECT state INTO in_state FROM applications WHERE id = of_case FOR NO KEY UPDATE;
  IF TG_OP = 'DELETE' THEN
    IF in_state <> 'draft' THEN PERFORM grant_refuse('content_locked', 'attachments in ' || in_state); END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - '{status,scan,pages}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{status,scan,pages}'::text[] THEN
      PERFORM grant_refuse('content_locked', 'a received paper');
    END IF;
    IF NEW.status IS NOT DISTINCT FROM OLD.status THEN RETURN NEW; END IF;
    IF OLD.status <> 'received' THEN PERFORM grant_refuse('content_locked', 'a paper set aside'); END IF;
  END IF;
  IF in_state NOT IN ('draft', 'received', 'correction_requested', 'account_correction')
     AND grant_answering(in_state) IS NOT TRUE
     -- A new account comes with the passbook that shows it.
     AND NOT (grant_changing_account(in_state)
              AND CASE WHEN TG_OP = 'INSERT' THEN NEW.paper ELSE OLD.paper END = 'passbook') THEN
    PERFORM grant_refuse('content_locked', 'attachments in ' || in_state);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_lock_attachment BEFORE INSERT OR UPDATE OR DELETE ON attachments
  FOR EACH ROW EXECUTE FUNCTION grant_lock_attachment();

-- An item is asked in the request for correction and answered once, in the answer; the question itself never changes.
CREATE FUNCTION grant_lock_correction_item() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  act text := coalesce(grant_setting('event'), '');
  in_state text;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'correction_items'); END IF;
  SELECT a.state INTO in_state FROM corrections c JOIN applications a ON a.id = c.application
   WHERE c.id = NEW.correction FOR NO KEY UPDATE OF a;
  IF TG_OP = 'INSERT' THEN
    IF act <> 'request_correction' OR in_state NOT IN ('in_review', 'correction_requested') THEN
      PERFORM grant_refuse('content_locked', 'correction_items in ' || in_state);
    END IF;
    PERFORM grant_require('reviewer');
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - '{new_value,answered_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{new_value,answered_at}'::text[]
     OR (in_state <> 'correction_requested' AND act <> 'answer_correction') THEN
    PERFORM grant_refuse('content_locked', 'correction_items in ' || in_state);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_lock_correction_item BEFORE INSERT OR UPDATE OR DELETE ON correction_items
  FOR EACH ROW EXECUTE FUNCTION grant_lock_correction_item();

-- A file that a case or a letter refers to is frozen. The whole row, because Directus replaces the bytes of a file under
-- the same name when only the row's time stamps change.
CREATE FUNCTION grant_freeze_file() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM attachments WHERE file = OLD.id OR working_file = OLD.id)
     OR EXISTS (SELECT FROM letters WHERE file = OLD.id)
     OR EXISTS (SELECT FROM mandates WHERE paper = OLD.id) THEN
    PERFORM grant_refuse('file_frozen', OLD.id::text);
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER grant_freeze_file BEFORE UPDATE OR DELETE ON directus_files
  FOR EACH ROW EXECUTE FUNCTION grant_freeze_file();

-- 通知書: a letter that was made stays as it went out; a wrong one is followed by another.
CREATE FUNCTION grant_keep_letter() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'made' AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
    PERFORM grant_refuse('append_only', 'letters');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON letters
  FOR EACH ROW EXECUTE FUNCTION grant_keep_letter();

-- 特定記録: one receipt number is one posting. The same number for two letters is a slip that would hide one unsent.
CREATE UNIQUE INDEX grant_one_tracking ON mailings (tracking_number) WHERE tracking_number IS NOT NULL;
