-- Undoes judged-anew.sql.

DROP TRIGGER grant_recommend_with_lists ON applications;
DROP FUNCTION grant_recommend_with_lists;

CREATE OR REPLACE FUNCTION grant_lock_content() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.receipt_number IS NOT NULL AND NEW.receipt_number IS DISTINCT FROM OLD.receipt_number THEN
    PERFORM grant_refuse('receipt_fixed', OLD.receipt_number);
  END IF;
  IF (NEW.practice, NEW.programme) IS DISTINCT FROM (OLD.practice, OLD.programme) THEN
    PERFORM grant_refuse('practice_mixed', 'a case stays in its programme');
  END IF;
  IF NEW.employer IS NOT NULL AND NEW.employer IS DISTINCT FROM OLD.employer
     AND NEW.practice IS DISTINCT FROM (SELECT e.practice FROM employers e WHERE e.id = NEW.employer) THEN
    PERFORM grant_refuse('practice_mixed', 'case and employer');
  END IF;
  IF OLD.state NOT IN ('draft', 'received')
     AND grant_answers(to_jsonb(NEW)) IS DISTINCT FROM grant_answers(to_jsonb(OLD))
     AND grant_answering(OLD.state) IS NOT TRUE THEN
    PERFORM grant_refuse('content_locked', OLD.state);
  END IF;
  IF OLD.state NOT IN ('draft', 'received')
     AND grant_judged(to_jsonb(NEW)) IS DISTINCT FROM grant_judged(to_jsonb(OLD))
     -- A new account changes the hash of the content and nothing else that was judged.
     AND NOT ((coalesce(grant_setting('event') = 'change_account', false) AND NEW.state = OLD.state
               OR coalesce(grant_setting('event') = 'correct_account', false)
                  AND OLD.state = 'account_correction' AND NEW.state = 'payable')
              AND grant_judged(to_jsonb(NEW)) - 'content_hash' = grant_judged(to_jsonb(OLD)) - 'content_hash')
     -- 差戻し: the case is judged anew on its way back to the review.
     AND NOT coalesce(grant_setting('event') = 'return_to_review' AND OLD.state = 'recommended' AND NEW.state = 'in_review', false)
     AND (OLD.state NOT IN ('submitted', 'in_review', 'correction_requested')
          OR (NEW.state IS NOT DISTINCT FROM OLD.state AND grant_answering(OLD.state) IS NOT TRUE)) THEN
    PERFORM grant_refuse('content_locked', 'the judgement in ' || OLD.state);
  END IF;
  IF (NEW.recommendation, NEW.recommended_by, NEW.recommendation_note)
       IS DISTINCT FROM (OLD.recommendation, OLD.recommended_by, OLD.recommendation_note)
     AND (coalesce(grant_setting('event'), '') NOT IN ('recommend', 'return_to_review', 'revise_decision')
          OR NEW.state IS NOT DISTINCT FROM OLD.state) THEN
    PERFORM grant_refuse('state_fenced', 'recommendation');
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER grant_record_update ON applications;

CREATE OR REPLACE FUNCTION grant_record_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  before text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END;
BEGIN
  IF NEW.state = 'draft' THEN RETURN NULL; END IF;
  IF NEW.state IS NOT DISTINCT FROM before AND grant_setting('event') IS DISTINCT FROM 'change_account'
     AND grant_answers(to_jsonb(NEW)) = grant_answers(to_jsonb(OLD)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO case_events (application, event, from_state, to_state, actor, duty, reason, facts)
  VALUES (NEW.id, grant_setting('event'), before, NEW.state, grant_actor(), grant_setting('duty'),
          grant_setting('reason'), grant_setting('facts')::json);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_record_update AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state OR current_setting('grant.event', true) IN ('staff_fix', 'change_account'))
  EXECUTE FUNCTION grant_record_event();

CREATE OR REPLACE FUNCTION grant_move_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  way lifecycle_transitions;
BEGIN
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN
    IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
      PERFORM grant_refuse('stale_version', OLD.version::text);
    END IF;
    -- An event that leaves the case where it is needs its row of the table like any other.
    IF grant_setting('event') = 'change_account' THEN PERFORM grant_way(OLD.state, NEW.state); END IF;
    NEW.suspended_from := OLD.suspended_from;
    NEW.state_since := OLD.state_since;
    RETURN NEW;
  END IF;
  way := grant_way(OLD.state, NEW.state);
  PERFORM grant_two_people(OLD.id, way.event, grant_actor());
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  IF way.event = 'release' AND NEW.state IS DISTINCT FROM OLD.suspended_from THEN
    PERFORM grant_refuse('illegal_transition', 'a released case returns to ' || OLD.suspended_from);
  END IF;
  -- A payment stopped in its batch has left it: the case waits to be paid again.
  NEW.suspended_from := CASE WHEN NEW.state <> 'suspended' THEN NULL WHEN OLD.state = 'in_batch' THEN 'payable'
                             ELSE OLD.state END;
  NEW.state_since := now();
  NEW.waiting_for := coalesce(way.waiting_for, NEW.waiting_for);
  IF way.event = 'recommend' THEN
    NEW.recommended_by := grant_actor();
    NEW.recommended_at := now();
  END IF;
  RETURN NEW;
END $$;
