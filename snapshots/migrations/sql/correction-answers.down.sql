UPDATE correction_texts
   SET text = '記載の内容を確かめ、必要があれば直してください。直す必要がない場合は、その理由を記載してください。'
 WHERE text = '記載の内容を確かめ、必要があれば直してください。直す必要がない場合は、その理由を回答してください。';
-- An item is asked in the request for correction and answered once, in the answer; the question itself never changes.
CREATE OR REPLACE FUNCTION grant_lock_correction_item() RETURNS trigger LANGUAGE plpgsql
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
ALTER TABLE correction_items DROP CONSTRAINT grant_item_unneeded, DROP CONSTRAINT grant_item_follows;
