-- Undoes postal-days.sql.

DROP TRIGGER grant_record_days ON applications;
DROP TRIGGER grant_zcorrect_days ON applications;
DROP FUNCTION grant_correct_days;
DROP FUNCTION grant_postal_days;

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
     -- 判定のやり直し: the case stays where it is (grant_move_case asks for its row of the table).
     AND NOT (coalesce(grant_setting('event') = 'judge_anew', false) AND OLD.state = 'in_review' AND NEW.state = OLD.state)
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
