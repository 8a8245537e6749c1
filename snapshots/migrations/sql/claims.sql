-- 返還の請求 (仕様書 本文4(2)ク, 4(3)ア) of the whole or of a part: the event is the claim. Its facts name the sum (`amount`) and what
-- the case keeps after it (`kept`), yen; never more is claimed than was paid, one claim is open at a time because only a paid
-- case can be claimed from, and it is closed by exactly its sum. With the whole the decisions are cancelled, with a part they stand.
-- Replaces functions of stopping.sql, evidence.sql, top-ups.sql, returns.sql and money-figures.sql.

-- 返還を請求した額 of a case, yen. A claim of before this rule names no sum: it was for all that had been paid.
CREATE FUNCTION grant_claimed(of_case uuid) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(coalesce((e.facts ->> 'amount')::bigint,
      (SELECT sum(p.amount) FROM payments p WHERE p.application = of_case AND p.state = 'paid'))), 0)::bigint
    FROM case_events e WHERE e.application = of_case AND e.event = 'claim_repayment'
$$;

-- 支給額として残る額: what was paid and is not claimed back, yen.
CREATE FUNCTION grant_kept(of_case uuid) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT sum(p.amount) FROM payments p WHERE p.application = of_case AND p.state = 'paid'), 0)::bigint
    - grant_claimed(of_case)
$$;

-- Before grant_record_update writes the event: what is kept here is what was kept until now.
CREATE FUNCTION grant_check_claim() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := nullif(grant_setting('facts'), '')::jsonb;
  kept bigint := grant_kept(NEW.id);
BEGIN
  IF jsonb_typeof(facts -> 'amount') IS DISTINCT FROM 'number' OR jsonb_typeof(facts -> 'kept') IS DISTINCT FROM 'number' THEN
    PERFORM grant_refuse('claim_mismatch', 'a claim names its sum and what is kept');
  END IF;
  IF (facts ->> 'amount')::numeric NOT BETWEEN 1 AND kept OR (facts ->> 'amount')::numeric % 1 <> 0
     OR (facts ->> 'kept')::numeric <> kept - (facts ->> 'amount')::numeric THEN
    PERFORM grant_refuse('claim_mismatch', 'a claim beyond ' || kept);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER grant_check_claim AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state = 'repayment_claimed') EXECUTE FUNCTION grant_check_claim();

-- 返還金: exactly what was claimed last, out of the latest payments first, two lines for each. A repayment learnt of after its
-- month was closed is booked on the first open day; the day of receipt stays in the event.
CREATE OR REPLACE FUNCTION grant_post_repayment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := nullif(grant_setting('facts'), '')::jsonb;
  owed bigint;
  part bigint;
  payment payments;
BEGIN
  SELECT coalesce((e.facts ->> 'amount')::bigint, grant_claimed(NEW.id)) INTO owed
    FROM case_events e WHERE e.application = NEW.id AND e.event = 'claim_repayment' ORDER BY e.seq DESC LIMIT 1;
  IF owed IS NULL OR facts ->> 'on' IS NULL OR facts ->> 'amount' IS NULL THEN
    PERFORM grant_refuse('evidence_missing', 'day and amount of a repayment');
  END IF;
  IF (facts ->> 'amount')::numeric IS DISTINCT FROM owed THEN
    PERFORM grant_refuse('claim_mismatch', 'amount of a repayment');
  END IF;
  PERFORM grant_ledger_lock();
  FOR payment IN SELECT * FROM payments p WHERE p.application = NEW.id AND p.state = 'paid'
                  ORDER BY p.prepared_at DESC, p.id LOOP
    part := least(owed, payment.amount - coalesce((SELECT sum(e.credit::bigint) FROM ledger_entries e
      WHERE e.payment = payment.id AND e.account = 'repayment'), 0));
    CONTINUE WHEN part <= 0;
    owed := owed - part;
    payment.amount := part;
    PERFORM grant_post('returned', 'repayment', payment,
      greatest((facts ->> 'on')::date, grant_closed_until(NEW.practice) + 1), '奨励金の返還');
  END LOOP;
  IF owed <> 0 THEN PERFORM grant_refuse('claim_mismatch', 'more comes back than was paid'); END IF;
  RETURN NULL;
END $$;
DROP TRIGGER grant_post_repayment ON applications;
CREATE TRIGGER grant_post_repayment AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'repayment_claimed' = OLD.state)
  EXECUTE FUNCTION grant_post_repayment();

-- What its receiver has paid back did arrive: such a transfer does not come back from the bank as well.
CREATE FUNCTION grant_keep_repaid() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger_entries e WHERE e.payment = OLD.id AND e.account = 'repayment') THEN
    PERFORM grant_refuse('claim_mismatch', 'a repaid payment');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_repaid BEFORE UPDATE ON payments FOR EACH ROW
  WHEN (OLD.state = 'paid' AND NEW.state IS DISTINCT FROM 'paid') EXECUTE FUNCTION grant_keep_repaid();

CREATE OR REPLACE FUNCTION grant_agree_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  now_in text := grant_state_of(NEW.id);
  there boolean;
BEGIN
  there := CASE now_in
    WHEN 'granted' THEN EXISTS (SELECT FROM decisions d
      WHERE d.application = NEW.id AND d.status = 'live' AND d.kind = 'grant')
    WHEN 'refused' THEN EXISTS (SELECT FROM decisions d
      WHERE d.application = NEW.id AND d.status = 'live' AND d.kind = 'refuse')
    WHEN 'payable' THEN EXISTS (SELECT FROM obligations o WHERE o.application = NEW.id AND o.status = 'open')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'in_batch' THEN EXISTS (SELECT FROM payments p
      WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'account_correction' THEN EXISTS (SELECT FROM payments p
      WHERE p.application = NEW.id AND p.state = 'failed')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'paid' THEN EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state = 'paid')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
      AND NOT EXISTS (SELECT FROM obligations o WHERE o.application = NEW.id AND o.status = 'open')
      AND grant_kept(NEW.id) > 0
    WHEN 'cancelled' THEN NOT EXISTS (SELECT FROM decisions d WHERE d.application = NEW.id AND d.status = 'live')
      AND NOT EXISTS (SELECT FROM obligations o WHERE o.application = NEW.id AND o.status = 'open')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state = 'paid')
    -- 返還: with the whole the decisions end, with a part they stand.
    WHEN 'repayment_claimed' THEN (grant_kept(NEW.id) = 0) = NOT EXISTS (SELECT FROM decisions d
      WHERE d.application = NEW.id AND d.status = 'live')
    WHEN 'repaid' THEN grant_kept(NEW.id) = 0
    WHEN 'in_review' THEN NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state = 'paid')
    ELSE true
  END;
  -- 支払の停止: whatever stops a case, its money has left the batch, or the batch is sealed and nothing stops it any more.
  IF now_in IN ('suspended', 'cancelled', 'in_review', 'repayment_claimed', 'top_up_proposed') AND EXISTS (
      SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed')) THEN
    PERFORM grant_refuse('batch_sealed', 'a payment of a case in ' || now_in);
  END IF;
  IF NOT there THEN PERFORM grant_refuse('evidence_missing', 'a case may not rest in ' || now_in); END IF;
  RETURN NULL;
END $$;

-- The same from the other side: a decision without its state, and a state that lost its decision.
CREATE OR REPLACE FUNCTION grant_agree_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM decisions d WHERE d.id = NEW.id AND d.status = 'live')
     AND grant_state_of(NEW.application) IN ('recommended', 'cancelled', 'in_review') THEN
    PERFORM grant_refuse('evidence_missing', 'a live decision of a case in ' || grant_state_of(NEW.application));
  END IF;
  -- A grant that money rests on is not cancelled while the case keeps any of it.
  IF NEW.kind = 'grant' AND NOT EXISTS (SELECT FROM decisions d
       WHERE d.application = NEW.application AND d.status = 'live' AND d.kind = 'grant')
     AND (grant_state_of(NEW.application) IN ('granted', 'payable', 'in_batch', 'paid', 'top_up_proposed', 'account_correction')
       OR grant_state_of(NEW.application) = 'repayment_claimed' AND grant_kept(NEW.application) > 0) THEN
    PERFORM grant_refuse('evidence_missing', 'no live grant of a case in ' || grant_state_of(NEW.application));
  END IF;
  RETURN NULL;
END $$;

-- 追加支給の上限: beside what is kept. What was claimed back is not awarded any more and may be awarded anew.
CREATE OR REPLACE FUNCTION grant_cap_top_up() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  highest bigint;
  kept bigint := grant_kept(NEW.application);
BEGIN
  SELECT greatest(grant_highest_award(a.programme_version), grant_highest_award(p.current_version)) INTO highest
    FROM applications a JOIN programmes p ON p.id = a.programme WHERE a.id = NEW.application;
  IF kept + NEW.amount > highest THEN
    PERFORM grant_refuse('decision_mismatch', 'a top-up beyond ' || highest - kept);
  END IF;
  RETURN NEW;
END $$;

-- The tier is what a live grant decision awards, held back or not: also while a part of it is claimed back. The decision does
-- not change its status while a case is in repayment_claimed, so a case leaves the bucket that it came into.
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
          IN ('granted', 'payable', 'in_batch', 'paid', 'top_up_proposed', 'account_correction')
          OR of_case.state = 'repayment_claimed' AND EXISTS (SELECT FROM decisions d
            WHERE d.application = of_case.id AND d.status = 'live' AND d.kind = 'grant')),
      ('verdict', of_case.verdict, of_case.receipt_number IS NOT NULL)
    ) AS b (dimension, bucket, counts)
   WHERE of_case.id IS NOT NULL AND b.bucket IS NOT NULL AND b.counts
$$;

-- 支給決定の一部取消し: what was claimed back of decisions that stand, as a sum below zero, so that it goes off what was granted.
INSERT INTO summary_labels VALUES ('money', 'part_claim', '支給決定の一部取消し', 3);

CREATE OR REPLACE FUNCTION grant_money_figures()
RETURNS TABLE (application uuid, bucket text, cases bigint, yen bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT p.application, 'paid', 1::bigint, p.amount::bigint FROM payments p WHERE p.state = 'paid'
  UNION ALL
  SELECT d.application, 'top_up', 1::bigint, d.amount::bigint FROM decisions d WHERE d.kind = 'top_up' AND d.status = 'live'
  UNION ALL
  SELECT e.application, 'part_claim', 1::bigint, -(e.facts ->> 'amount')::bigint FROM case_events e
   WHERE e.event = 'claim_repayment' AND e.facts ->> 'amount' IS NOT NULL AND EXISTS (
     SELECT FROM decisions d WHERE d.application = e.application AND d.status = 'live' AND d.kind = 'grant')
$$;

-- A claim of a part counts; with the claim of the rest the decision ends, and the earlier parts count no more.
CREATE FUNCTION grant_count_claim() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  stands boolean := EXISTS (SELECT FROM decisions d
    WHERE d.application = NEW.id AND d.status = 'live' AND d.kind = 'grant');
  claims bigint[] := ARRAY(SELECT (e.facts ->> 'amount')::bigint FROM case_events e
    WHERE e.application = NEW.id AND e.event = 'claim_repayment' ORDER BY e.seq DESC);
  earlier bigint := (SELECT coalesce(sum(c), 0) FROM unnest(claims[2:]) c);
BEGIN
  IF NOT stands AND earlier = 0 THEN RETURN NULL; END IF;
  PERFORM grant_commit_lock();
  IF stands THEN
    PERFORM grant_add_figure(NEW.programme, NEW.practice, 'money', 'part_claim', 1, -claims[1]);
  ELSE
    PERFORM grant_add_figure(NEW.programme, NEW.practice, 'money', 'part_claim', 1 - cardinality(claims), earlier);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_count_claim AFTER UPDATE ON applications DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state = 'repayment_claimed') EXECUTE FUNCTION grant_count_claim();
