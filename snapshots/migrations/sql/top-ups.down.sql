-- Takes top-ups.sql back: one decision and one payment for each case. Refuses while a top-up is on record.
DROP INDEX grant_one_open_obligation;
DROP INDEX grant_one_decision;
CREATE UNIQUE INDEX grant_one_decision ON decisions (application) WHERE status = 'live';
ALTER TABLE decisions DROP CONSTRAINT grant_decision_mismatch, ADD CONSTRAINT grant_decision_mismatch CHECK (
  kind IN ('grant', 'refuse') AND status IN ('live', 'cancelled')
  AND (kind = 'refuse' AND coalesce(amount, 0) = 0 OR kind = 'grant' AND amount > 0 AND amount IS NOT NULL));
DELETE FROM summary_labels WHERE dimension = 'state' AND bucket = 'top_up_proposed';
UPDATE summary_labels SET sort = sort - 1 WHERE dimension = 'state'
   AND bucket IN ('account_correction', 'suspended', 'withdrawn', 'cancelled', 'repayment_claimed', 'repaid');
SELECT grant_relabel_summaries();

CREATE OR REPLACE FUNCTION grant_make_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
  resting text := CASE NEW.kind WHEN 'grant' THEN 'granted' ELSE 'refused' END;
BEGIN
  IF grant_setting('event') IS DISTINCT FROM NEW.kind THEN PERFORM grant_refuse('state_fenced', 'decisions'); END IF;
  IF grant_require('approver') IS DISTINCT FROM NEW.decided_by THEN
    PERFORM grant_refuse('forbidden_duty', 'a decision is signed by the person who makes it');
  END IF;
  SELECT * INTO of_case FROM applications WHERE id = NEW.application FOR NO KEY UPDATE;
  IF of_case.state NOT IN ('recommended', resting) THEN PERFORM grant_refuse('state_fenced', of_case.state); END IF;
  IF NEW.recommended_by IS DISTINCT FROM of_case.recommended_by OR NEW.status <> 'live' THEN
    PERFORM grant_refuse('decision_mismatch', 'recommended_by, status');
  END IF;
  -- Not only whoever did it last: nobody decides who ever submitted, registered, took or recommended this case.
  IF EXISTS (SELECT FROM case_events e JOIN lifecycle_four_eyes eyes ON eyes.earlier_event = e.event
              WHERE e.application = NEW.application AND eyes.event = NEW.kind AND e.actor = NEW.decided_by) THEN
    PERFORM grant_refuse('same_person', NEW.kind);
  END IF;
  IF NEW.kind = 'grant' THEN
    IF NEW.amount IS DISTINCT FROM of_case.amount_total THEN
      PERFORM grant_refuse('decision_mismatch', 'amount');
    END IF;
    PERFORM grant_check_award(of_case);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_make_obligation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  decision decisions;
BEGIN
  SELECT * INTO decision FROM decisions d WHERE d.id = NEW.decision FOR NO KEY UPDATE;
  PERFORM grant_require('approver');
  IF decision.kind <> 'grant' OR decision.status <> 'live' OR decision.application IS DISTINCT FROM NEW.application
     OR NEW.status <> 'open' OR (NEW.kind = 'grant' AND NEW.amount IS DISTINCT FROM decision.amount) THEN
    PERFORM grant_refuse('obligation_mismatch', NEW.decision::text);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_answering(in_state text) RETURNS boolean LANGUAGE plpgsql STABLE
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

CREATE OR REPLACE FUNCTION grant_buckets(of_case applications, sign integer)
RETURNS TABLE (programme uuid, practice boolean, dimension text, bucket text, cases integer, yen bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT of_case.programme, of_case.practice, b.dimension, b.bucket, sign, sign * coalesce(of_case.amount_total, 0)::bigint
    FROM (VALUES
      ('state', of_case.state, true),
      ('channel', of_case.channel, of_case.receipt_number IS NOT NULL),
      ('month', to_char(of_case.received_on, 'YYYY-MM'), of_case.receipt_number IS NOT NULL),
      ('tier', of_case.amount_total::bigint::text,
        CASE of_case.state WHEN 'suspended' THEN of_case.suspended_from ELSE of_case.state END
          IN ('granted', 'payable', 'in_batch', 'paid', 'account_correction')),
      ('verdict', of_case.verdict, of_case.receipt_number IS NOT NULL)
    ) AS b (dimension, bucket, counts)
   WHERE of_case.id IS NOT NULL AND b.bucket IS NOT NULL AND b.counts
$$;

CREATE OR REPLACE FUNCTION grant_post_repayment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := nullif(grant_setting('facts'), '')::jsonb;
  payment payments;
BEGIN
  SELECT * INTO payment FROM payments p WHERE p.application = NEW.id AND p.state = 'paid';
  IF NOT FOUND OR facts ->> 'on' IS NULL OR facts ->> 'amount' IS NULL THEN
    PERFORM grant_refuse('evidence_missing', 'day and amount of a repayment');
  END IF;
  IF (facts ->> 'amount')::bigint IS DISTINCT FROM payment.amount THEN
    PERFORM grant_refuse('payment_mismatch', 'amount of a repayment');
  END IF;
  PERFORM grant_ledger_lock();
  PERFORM grant_post('returned', 'repayment', payment,
    greatest((facts ->> 'on')::date, grant_closed_until(NEW.practice) + 1), '奨励金の返還');
  RETURN NULL;
END $$;
