-- 到着日・消印日の訂正 (仕様書 本文4(2)ア): the days of an envelope, typed wrongly at its opening, are put right by an event of their
-- own: with a reason, by the desk, at the version that was seen, before the recommendation. The day of filing follows them by
-- the rule of the programme (消印・到着), and what stood before is kept in the history. Replaces a function of judged-anew.sql.

-- The days as they stand: of the opening, or of the last correction.
CREATE FUNCTION grant_postal_days(of_case uuid) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('arrivedOn', e.facts ->> 'arrivedOn', 'postmarkOn', e.facts ->> 'postmarkOn')
    FROM case_events e
   WHERE e.application = of_case AND e.event IN ('receive', 'correct_days') ORDER BY e.seq DESC LIMIT 1
$$;

CREATE FUNCTION grant_correct_days() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := grant_setting('facts')::jsonb;
  known jsonb := grant_postal_days(OLD.id);
  way lifecycle_transitions;
  arrived date;
  postmark date;
  rule text;
BEGIN
  IF grant_setting('event') IS DISTINCT FROM 'correct_days' OR NEW.channel <> 'post'
     OR btrim(coalesce(grant_setting('reason'), ''), E' \t\n\u3000') = ''
     OR grant_answers(to_jsonb(NEW)) IS DISTINCT FROM grant_answers(to_jsonb(OLD)) THEN
    PERFORM grant_refuse('days_fixed', OLD.id::text);
  END IF;
  -- The case stays where it is, where grant_move_case asks for no row of the table.
  way := grant_way(OLD.state, NEW.state);
  PERFORM grant_two_people(OLD.id, way.event, grant_actor());
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  arrived := (facts ->> 'arrivedOn')::date;
  postmark := (facts ->> 'postmarkOn')::date;
  SELECT v.post_rule INTO rule FROM programmes p
    JOIN programme_versions v ON v.id = coalesce(NEW.programme_version, p.current_version) WHERE p.id = NEW.programme;
  IF arrived IS NULL OR arrived > grant_today() OR postmark > arrived
     OR NEW.received_on IS DISTINCT FROM (CASE rule WHEN 'postmark' THEN coalesce(postmark, arrived) ELSE arrived END) THEN
    PERFORM grant_refuse('days_order', OLD.id::text);
  END IF;
  IF facts -> 'before' IS DISTINCT FROM known || jsonb_build_object('receivedOn', OLD.received_on)
     OR jsonb_build_object('arrivedOn', facts -> 'arrivedOn', 'postmarkOn', facts -> 'postmarkOn') = known THEN
    PERFORM grant_refuse('days_fixed', 'what stood before');
  END IF;
  RETURN NEW;
END $$;
-- Named to run after grant_move_case.
CREATE TRIGGER grant_zcorrect_days BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'correct_days'
        OR OLD.state <> 'draft' AND OLD.received_on IS DISTINCT FROM NEW.received_on)
  EXECUTE FUNCTION grant_correct_days();
CREATE TRIGGER grant_record_days AFTER UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'correct_days')
  EXECUTE FUNCTION grant_record_handing_over();

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
     -- 到着日・消印日の訂正: judged anew by the day that counts now, where it stands.
     AND NOT (coalesce(grant_setting('event') = 'correct_days', false) AND NEW.state = OLD.state
              AND OLD.state IN ('submitted', 'in_review', 'correction_requested'))
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
