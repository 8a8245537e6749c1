-- 口座の訂正 (仕様書 本文4(3)イ): after a failed transfer a new account comes as any change of account does, with the
-- passbook that shows it, and the hash of the content follows. Nothing else of a decided case is open in that state.
-- Replaces functions of accounts.sql, returns.sql and papers.sql.

-- True when this transaction brings a new account for a case in a state in which the lifecycle allows it.
CREATE OR REPLACE FUNCTION grant_changing_account(in_state text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(grant_setting('event') IN ('change_account', 'correct_account'), false) AND EXISTS (
    SELECT FROM lifecycle_transitions t WHERE t.event = grant_setting('event') AND t.from_state = in_state)
$$;

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

CREATE OR REPLACE FUNCTION grant_lock_attachment() RETURNS trigger LANGUAGE plpgsql
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
  IF in_state NOT IN ('draft', 'received', 'correction_requested')
     AND grant_answering(in_state) IS NOT TRUE
     -- A new account comes with the passbook that shows it; after a failed transfer it may come by post before it.
     AND NOT ((grant_changing_account(in_state) OR in_state = 'account_correction')
              AND CASE WHEN TG_OP = 'INSERT' THEN NEW.paper ELSE OLD.paper END = 'passbook') THEN
    PERFORM grant_refuse('content_locked', 'attachments in ' || in_state);
  END IF;
  RETURN NEW;
END $$;
