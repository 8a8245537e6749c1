-- 補正の回答 (仕様書 本文4(2)イ): a question that the corrected answers ask for the first time is answered with them, one they
-- ask no longer is given up in sight; and whoever was asked wrongly says why there is nothing to mend.
-- Replaces a function of papers.sql.

ALTER TABLE correction_items
  ADD CONSTRAINT grant_item_unneeded CHECK (unneeded_reason IS NULL OR (
    btrim(unneeded_reason, E' \t\n\u3000') <> '' AND char_length(unneeded_reason) <= 500
    AND answered_at IS NOT NULL AND new_value IS NULL AND follows IS NOT TRUE)),
  ADD CONSTRAINT grant_item_follows CHECK (follows IS NOT TRUE OR (
    target_kind = 'field' AND answered_at IS NOT NULL AND attachment IS NULL));

-- An item is asked in the request for correction and answered once, in the answer; the question itself never changes. What
-- follows from an answer is written with it, in its round, beside the items and never instead of one.
CREATE OR REPLACE FUNCTION grant_lock_correction_item() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  act text := coalesce(grant_setting('event'), '');
  in_state text;
  round_state text;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'correction_items'); END IF;
  SELECT a.state, c.state INTO in_state, round_state FROM corrections c JOIN applications a ON a.id = c.application
   WHERE c.id = NEW.correction FOR NO KEY UPDATE OF a;
  IF TG_OP = 'INSERT' AND NEW.follows THEN
    IF act <> 'answer_correction' OR in_state <> 'correction_requested' OR round_state IS DISTINCT FROM 'open' THEN
      PERFORM grant_refuse('content_locked', 'correction_items in ' || in_state);
    END IF;
    IF EXISTS (SELECT FROM correction_items i
        WHERE i.correction = NEW.correction AND i.target_kind = 'field' AND i.target = NEW.target) THEN
      PERFORM grant_refuse('item_follows', NEW.target);
    END IF;
    PERFORM grant_require('applicant', 'agent', 'reception');
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF act <> 'request_correction' OR in_state NOT IN ('in_review', 'correction_requested') THEN
      PERFORM grant_refuse('content_locked', 'correction_items in ' || in_state);
    END IF;
    PERFORM grant_require('reviewer');
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - '{new_value,answered_at,unneeded_reason}'::text[]
       IS DISTINCT FROM to_jsonb(OLD) - '{new_value,answered_at,unneeded_reason}'::text[]
     OR OLD.follows
     OR (in_state <> 'correction_requested' AND act <> 'answer_correction') THEN
    PERFORM grant_refuse('content_locked', 'correction_items in ' || in_state);
  END IF;
  RETURN NEW;
END $$;

-- 定型文: what was promised before there was a place for it, in words that say where it is.
UPDATE correction_texts
   SET text = '記載の内容を確かめ、必要があれば直してください。直す必要がない場合は、その理由を回答してください。'
 WHERE text = '記載の内容を確かめ、必要があれば直してください。直す必要がない場合は、その理由を記載してください。';
