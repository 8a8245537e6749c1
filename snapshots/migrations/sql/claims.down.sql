-- Takes claims.sql back. What was claimed in part stays in the history; its figure goes.
DROP TRIGGER grant_count_claim ON applications;
DROP FUNCTION grant_count_claim;
DROP TRIGGER grant_keep_repaid ON payments;
DROP FUNCTION grant_keep_repaid;
DROP TRIGGER grant_check_claim ON applications;
DROP FUNCTION grant_check_claim;
DROP TRIGGER grant_post_repayment ON applications;

CREATE OR REPLACE FUNCTION grant_money_figures()
RETURNS TABLE (application uuid, bucket text, cases bigint, yen bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT p.application, 'paid', 1::bigint, p.amount::bigint FROM payments p WHERE p.state = 'paid'
  UNION ALL
  SELECT d.application, 'top_up', 1::bigint, d.amount::bigint FROM decisions d WHERE d.kind = 'top_up' AND d.status = 'live'
$$;

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

CREATE OR REPLACE FUNCTION grant_cap_top_up() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  highest bigint;
  paid bigint;
BEGIN
  SELECT greatest(grant_highest_award(a.programme_version), grant_highest_award(p.current_version)) INTO highest
    FROM applications a JOIN programmes p ON p.id = a.programme WHERE a.id = NEW.application;
  SELECT coalesce(sum(p.amount), 0) INTO paid FROM payments p WHERE p.application = NEW.application AND p.state = 'paid';
  IF paid + NEW.amount > highest THEN
    PERFORM grant_refuse('decision_mismatch', 'a top-up beyond ' || highest);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_agree_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM decisions d WHERE d.id = NEW.id AND d.status = 'live')
     AND grant_state_of(NEW.application) IN ('recommended', 'cancelled', 'in_review') THEN
    PERFORM grant_refuse('evidence_missing', 'a live decision of a case in ' || grant_state_of(NEW.application));
  END IF;
  RETURN NULL;
END $$;

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
    WHEN 'cancelled' THEN NOT EXISTS (SELECT FROM decisions d WHERE d.application = NEW.id AND d.status = 'live')
      AND NOT EXISTS (SELECT FROM obligations o WHERE o.application = NEW.id AND o.status = 'open')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state = 'paid')
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

CREATE TRIGGER grant_post_repayment AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state = 'repaid') EXECUTE FUNCTION grant_post_repayment();

DROP FUNCTION grant_kept;
DROP FUNCTION grant_claimed;
ALTER TABLE summaries DISABLE TRIGGER grant_keep_figures;
DELETE FROM summaries WHERE dimension = 'money' AND bucket = 'part_claim';
ALTER TABLE summaries ENABLE TRIGGER grant_keep_figures;
DELETE FROM summary_labels WHERE dimension = 'money' AND bucket = 'part_claim';
