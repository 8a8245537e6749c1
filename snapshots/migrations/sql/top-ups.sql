-- 追加支給: a correction upward after payment is a second decision beside the first, with a proposal, an approval and an
-- obligation of its own. Replaces functions of decisions.sql, cases.sql, summaries.sql and funds.sql.

-- One at a time, since only one obligation of a case is open.
ALTER TABLE decisions DROP CONSTRAINT grant_decision_mismatch, ADD CONSTRAINT grant_decision_mismatch CHECK (
  kind IN ('grant', 'refuse', 'top_up') AND status IN ('live', 'cancelled')
  AND (kind = 'refuse' AND coalesce(amount, 0) = 0 OR kind <> 'refuse' AND amount > 0 AND amount IS NOT NULL));
DROP INDEX grant_one_decision;
CREATE UNIQUE INDEX grant_one_decision ON decisions (application) WHERE status = 'live' AND kind <> 'top_up';
CREATE UNIQUE INDEX grant_one_open_obligation ON obligations (application) WHERE status = 'open';

CREATE OR REPLACE FUNCTION grant_make_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
  resting text := CASE NEW.kind WHEN 'refuse' THEN 'refused' ELSE 'granted' END;
  act text := CASE NEW.kind WHEN 'top_up' THEN 'approve_top_up' ELSE NEW.kind END;
  proposal case_events;
BEGIN
  IF grant_setting('event') IS DISTINCT FROM act THEN PERFORM grant_refuse('state_fenced', 'decisions'); END IF;
  IF grant_require('approver') IS DISTINCT FROM NEW.decided_by THEN
    PERFORM grant_refuse('forbidden_duty', 'a decision is signed by the person who makes it');
  END IF;
  SELECT * INTO of_case FROM applications WHERE id = NEW.application FOR NO KEY UPDATE;
  IF of_case.state NOT IN (CASE NEW.kind WHEN 'top_up' THEN 'top_up_proposed' ELSE 'recommended' END, resting) THEN
    PERFORM grant_refuse('state_fenced', of_case.state);
  END IF;
  IF NEW.kind = 'top_up' THEN
    -- 追加支給: for exactly the sum that was proposed, by another person, and only beside money that was paid.
    SELECT * INTO proposal FROM case_events e
     WHERE e.application = NEW.application AND e.event = 'propose_top_up' ORDER BY e.seq DESC LIMIT 1;
    IF NEW.recommended_by IS DISTINCT FROM proposal.actor OR NEW.status <> 'live'
       OR NEW.amount IS DISTINCT FROM (proposal.facts ->> 'amount')::bigint
       OR NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.application AND p.state = 'paid') THEN
      PERFORM grant_refuse('decision_mismatch', 'a top-up follows its proposal');
    END IF;
    RETURN NEW;
  END IF;
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
  IF decision.kind NOT IN ('grant', 'top_up') OR decision.status <> 'live'
     OR decision.application IS DISTINCT FROM NEW.application OR NEW.kind IS DISTINCT FROM decision.kind
     OR NEW.status <> 'open' OR NEW.amount IS DISTINCT FROM decision.amount THEN
    PERFORM grant_refuse('obligation_mismatch', NEW.decision::text);
  END IF;
  RETURN NEW;
END $$;

-- True when this transaction runs an event in which answers may change, done by someone who may do it here.
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
    RETURN in_state NOT IN ('recommended', 'granted', 'refused', 'payable', 'in_batch', 'paid', 'top_up_proposed', 'cancelled',
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

-- The buckets one case counts in. Channel, month and verdict are those of 受付: a case counts there once it has its receipt
-- number and as long as it has one, so that every total is the same; a draft, a letter not yet registered and a draft
-- that was withdrawn count under their state only. The tier is what a live grant decision awards, held back or not.
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
          IN ('granted', 'payable', 'in_batch', 'paid', 'top_up_proposed', 'account_correction')),
      ('verdict', of_case.verdict, of_case.receipt_number IS NOT NULL)
    ) AS b (dimension, bucket, counts)
   WHERE of_case.id IS NOT NULL AND b.bucket IS NOT NULL AND b.counts
$$;

INSERT INTO summary_labels VALUES ('state', 'top_up_proposed', '追加支給の決裁待ち', 12);
UPDATE summary_labels SET sort = sort + 1 WHERE dimension = 'state'
   AND bucket IN ('account_correction', 'suspended', 'withdrawn', 'cancelled', 'repayment_claimed', 'repaid');
SELECT grant_relabel_summaries();

-- 返還金 of a case that was also paid a top-up (追加支給): the whole of what was paid comes back, two lines for each payment.
-- A repayment learnt of after its month was closed is booked on the first open day; the day of receipt stays in the event.
CREATE OR REPLACE FUNCTION grant_post_repayment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := nullif(grant_setting('facts'), '')::jsonb;
  owed bigint := (SELECT sum(p.amount) FROM payments p WHERE p.application = NEW.id AND p.state = 'paid');
  payment payments;
BEGIN
  IF owed IS NULL OR facts ->> 'on' IS NULL OR facts ->> 'amount' IS NULL THEN
    PERFORM grant_refuse('evidence_missing', 'day and amount of a repayment');
  END IF;
  IF (facts ->> 'amount')::bigint IS DISTINCT FROM owed THEN
    PERFORM grant_refuse('payment_mismatch', 'amount of a repayment');
  END IF;
  PERFORM grant_ledger_lock();
  FOR payment IN SELECT * FROM payments p WHERE p.application = NEW.id AND p.state = 'paid' ORDER BY p.id LOOP
    PERFORM grant_post('returned', 'repayment', payment,
      greatest((facts ->> 'on')::date, grant_closed_until(NEW.practice) + 1), '奨励金の返還');
  END LOOP;
  RETURN NULL;
END $$;
