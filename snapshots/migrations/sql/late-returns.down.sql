-- Takes late-returns.sql back.
DELETE FROM money_moves WHERE act = 'return';

DROP INDEX grant_one_result;
CREATE UNIQUE INDEX grant_one_result ON transfer_results (payment);

CREATE OR REPLACE FUNCTION grant_make_result() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  in_state text;
  transfer_day date;
BEGIN
  IF grant_setting('money') IS DISTINCT FROM 'result' THEN PERFORM grant_refuse('money_fenced', 'transfer_results'); END IF;
  NEW.recorded_by := grant_require('payment_clerk');
  SELECT p.state, b.transfer_on INTO in_state, transfer_day
    FROM payments p JOIN payment_batches b ON b.id = p.payment_batch WHERE p.id = NEW.payment FOR NO KEY UPDATE OF p;
  IF in_state IS NULL OR in_state NOT IN ('sealed', NEW.outcome) OR NEW.outcome NOT IN ('paid', 'failed') THEN
    PERFORM grant_refuse('payment_mismatch', 'result of a payment that is ' || in_state);
  END IF;
  -- That it is not a day to come is asked by the verb: a practice office lives on another day than this clock.
  IF NEW.result_on IS NULL OR NEW.result_on < transfer_day THEN
    PERFORM grant_refuse('result_early', coalesce(NEW.result_on::text, 'no day'));
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_obligation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status' THEN
    PERFORM grant_refuse('append_only', 'obligations');
  END IF;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;
  IF NOT (
    OLD.status = 'open' AND NEW.status = 'settled'
      AND EXISTS (SELECT FROM payments p WHERE p.obligation = OLD.id AND p.state = 'paid')
    OR OLD.status = 'open' AND NEW.status = 'cancelled'
      AND NOT EXISTS (SELECT FROM payments p WHERE p.obligation = OLD.id AND p.state IN ('prepared', 'sealed', 'paid'))
  ) THEN
    PERFORM grant_refuse('obligation_mismatch', OLD.status || ' -> ' || NEW.status);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_cost_of_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  sent record;
BEGIN
  SELECT b.transfer_on, b.practice, b.bank_profile, f.bank_code = a.bank_code AS same INTO sent
    FROM payments p
    JOIN payment_batches b ON b.id = p.payment_batch
    JOIN bank_profiles f ON f.id = b.bank_profile
    JOIN bank_accounts a ON a.id = p.bank_account
   WHERE p.id = NEW.payment;
  PERFORM grant_note_cost('transfer_fee', CASE WHEN sent.same THEN 'transfer_same' ELSE 'transfer_other' END,
    sent.transfer_on, sent.bank_profile, NULL, NEW.payment, sent.practice,
    CASE WHEN NEW.outcome = 'failed' THEN '振込不能（手数料は返却されません）' END);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION grant_post_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
  transfer_day date;
BEGIN
  SELECT p.* INTO payment FROM payments p WHERE p.id = NEW.payment;
  SELECT b.transfer_on INTO transfer_day FROM payment_batches b WHERE b.id = payment.payment_batch;
  PERFORM grant_post('payable', 'bank', payment, transfer_day, '奨励金の振込');
  IF NEW.outcome = 'failed' THEN
    PERFORM grant_post('bank', 'grant', payment, NEW.result_on, '振込不能による資金の返却');
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION grant_agree_result() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payments p WHERE p.id = NEW.payment AND p.state = NEW.outcome) THEN
    PERFORM grant_refuse('evidence_missing', 'a result without its payment');
  END IF;
  RETURN NULL;
END $$;
