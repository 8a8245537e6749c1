-- The content of a case (仕様書 本文4(2)イ 補正): what was submitted is what is reviewed, and what was reviewed is what is
-- decided. Answers and papers change only while the case is open for it, or inside an event that is about them.

CREATE UNIQUE INDEX grant_receipt_number ON applications (receipt_number) WHERE receipt_number IS NOT NULL;

-- Columns the office and the lifecycle write; every other column is an answer of the applicant. A column added later
-- counts as an answer until it is named here, so that forgetting it locks too much and not too little.
CREATE FUNCTION grant_answers(row_of_case jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT row_of_case - '{id,state,state_since,version,waiting_for,suspended_from,assigned_to,receipt_number,submit_key,applicant,agent,mandate,
    submitted_at,received_on,employer,programme_version,verdict,leave_months,leave_days,amount_base,amount_addition,
    amount_total,amount_other_reading,content_hash,recommendation,recommended_by,recommended_at,recommendation_note,
    name_key,address_key,phone_key,employee_key,date_created,date_updated,user_created,user_updated}'::text[]
$$;

-- What a decision rests on. It changes with an event of the case and is fixed from the recommendation on.
CREATE FUNCTION grant_judged(row_of_case jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(row_of_case)
   WHERE key = ANY ('{employer,programme_version,verdict,leave_months,leave_days,amount_base,amount_addition,amount_total,
     amount_other_reading,content_hash,submitted_at,received_on}'::text[])
$$;

-- True when this transaction runs an event in which answers may change, done by someone who may do it here.
CREATE FUNCTION grant_answering(in_state text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  act text := grant_setting('event');
  by_duty text := grant_setting('duty');
BEGIN
  IF act = 'staff_fix' THEN
    IF by_duty IS NULL OR by_duty NOT IN ('reception', 'reviewer', 'manager') THEN
      PERFORM grant_refuse('forbidden_duty', 'staff_fix by ' || coalesce(by_duty, 'nobody'));
    END IF;
    PERFORM grant_require(by_duty);
    RETURN in_state NOT IN ('recommended', 'granted', 'refused', 'payable', 'in_batch', 'paid', 'cancelled',
                            'repayment_claimed', 'repaid', 'withdrawn', 'suspended');
  END IF;
  IF act NOT IN ('submit', 'register', 'answer_correction') THEN RETURN false; END IF;
  IF NOT EXISTS (SELECT FROM lifecycle_transitions t
                  WHERE t.event = act AND t.duty = by_duty AND in_state IN (t.from_state, t.to_state)) THEN
    RETURN false;
  END IF;
  PERFORM grant_require(by_duty);
  RETURN true;
END $$;

CREATE FUNCTION grant_lock_content() RETURNS trigger LANGUAGE plpgsql
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
     AND NOT (coalesce(grant_setting('event') = 'change_account', false) AND NEW.state = OLD.state
              AND grant_judged(to_jsonb(NEW)) - 'content_hash' = grant_judged(to_jsonb(OLD)) - 'content_hash')
     AND (OLD.state NOT IN ('submitted', 'in_review', 'correction_requested')
          OR (NEW.state IS NOT DISTINCT FROM OLD.state AND grant_answering(OLD.state) IS NOT TRUE)) THEN
    PERFORM grant_refuse('content_locked', 'the judgement in ' || OLD.state);
  END IF;
  IF (NEW.recommendation, NEW.recommended_by, NEW.recommendation_note)
       IS DISTINCT FROM (OLD.recommendation, OLD.recommended_by, OLD.recommendation_note)
     AND (coalesce(grant_setting('event'), '') NOT IN ('recommend', 'return_to_review')
          OR NEW.state IS NOT DISTINCT FROM OLD.state) THEN
    PERFORM grant_refuse('state_fenced', 'recommendation');
  END IF;
  RETURN NEW;
END $$;
-- Named to run after grant_move_case, which sets columns itself.
CREATE TRIGGER grant_zlock_content BEFORE UPDATE ON applications
  FOR EACH ROW EXECUTE FUNCTION grant_lock_content();

CREATE FUNCTION grant_state_of(of_case uuid) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$ SELECT state FROM applications WHERE id = of_case $$;

-- leave_periods and measures are answers too: they open and close with the case. The case is locked for the moment, so
-- that a submission running at the same time either sees the change or refuses it.
CREATE FUNCTION grant_lock_part() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  part record;
  in_state text;
BEGIN
  FOR part IN SELECT DISTINCT application FROM unnest(ARRAY[
      CASE WHEN TG_OP <> 'INSERT' THEN OLD.application END,
      CASE WHEN TG_OP <> 'DELETE' THEN NEW.application END]) AS application WHERE application IS NOT NULL
  LOOP
    SELECT state INTO in_state FROM applications WHERE id = part.application FOR NO KEY UPDATE;
    IF in_state NOT IN ('draft', 'received') AND grant_answering(in_state) IS NOT TRUE THEN
      PERFORM grant_refuse('content_locked', TG_TABLE_NAME || ' in ' || in_state);
    END IF;
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER grant_lock_part BEFORE INSERT OR UPDATE OR DELETE ON leave_periods
  FOR EACH ROW EXECUTE FUNCTION grant_lock_part();
CREATE TRIGGER grant_lock_part BEFORE INSERT OR UPDATE OR DELETE ON measures
  FOR EACH ROW EXECUTE FUNCTION grant_lock_part();
