-- 組戻・後日判明した振込不能 (仕様書 本文4(3)イ): the bank said that it had paid, and gave the money back later. The payment has
-- failed then, its obligation is open again, and the first answer stays beside the second.
-- Replaces functions of payments.sql, decisions.sql, evidence.sql, costs.sql and returns.sql.

INSERT INTO money_moves VALUES ('payment', 'return', 'paid', 'failed');

DROP INDEX grant_one_result;
CREATE UNIQUE INDEX grant_one_result ON transfer_results (payment, outcome);

-- The bank's answer, once per payment; and once more when what it had paid came back.
CREATE OR REPLACE FUNCTION grant_make_result() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  in_state text;
  transfer_day date;
  came_back boolean := coalesce(grant_setting('money') = 'return', false);
BEGIN
  IF NOT came_back AND grant_setting('money') IS DISTINCT FROM 'result' THEN
    PERFORM grant_refuse('money_fenced', 'transfer_results');
  END IF;
  NEW.recorded_by := grant_require('payment_clerk');
  SELECT p.state, b.transfer_on INTO in_state, transfer_day
    FROM payments p JOIN payment_batches b ON b.id = p.payment_batch WHERE p.id = NEW.payment FOR NO KEY UPDATE OF p;
  IF in_state IS NULL OR NEW.outcome NOT IN ('paid', 'failed')
     OR NOT came_back AND (in_state NOT IN ('sealed', NEW.outcome)
       OR EXISTS (SELECT FROM transfer_results r WHERE r.payment = NEW.payment AND r.outcome <> NEW.outcome))
     OR came_back AND (NEW.outcome <> 'failed' OR in_state NOT IN ('paid', 'failed')
       OR NOT EXISTS (SELECT FROM transfer_results r WHERE r.payment = NEW.payment AND r.outcome = 'paid')) THEN
    PERFORM grant_refuse('payment_mismatch', 'result of a payment that is ' || in_state);
  END IF;
  -- That it is not a day to come is asked by the verb: a practice office lives on another day than this clock.
  IF NEW.result_on IS NULL OR NEW.result_on < transfer_day THEN
    PERFORM grant_refuse('result_early', coalesce(NEW.result_on::text, 'no day'));
  END IF;
  RETURN NEW;
END $$;

-- A second answer comes with the case, which cannot go on resting as paid.
CREATE OR REPLACE FUNCTION grant_agree_result() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case uuid;
BEGIN
  SELECT p.application INTO of_case FROM payments p WHERE p.id = NEW.payment AND p.state = NEW.outcome;
  IF of_case IS NULL OR NEW.outcome = 'failed' AND grant_state_of(of_case) <> 'account_correction'
     AND EXISTS (SELECT FROM transfer_results r WHERE r.payment = NEW.payment AND r.outcome = 'paid') THEN
    PERFORM grant_refuse('evidence_missing', 'a result without its payment');
  END IF;
  RETURN NULL;
END $$;

-- open -> settled once the money arrived, open -> cancelled while no money is on its way, settled -> open when it came back.
CREATE OR REPLACE FUNCTION grant_keep_obligation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  paid boolean := EXISTS (SELECT FROM payments p WHERE p.obligation = OLD.id AND p.state = 'paid');
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status' THEN
    PERFORM grant_refuse('append_only', 'obligations');
  END IF;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;
  IF NOT (
    OLD.status = 'open' AND NEW.status = 'settled' AND paid
    OR OLD.status = 'open' AND NEW.status = 'cancelled' AND NOT paid
      AND NOT EXISTS (SELECT FROM payments p WHERE p.obligation = OLD.id AND p.state IN ('prepared', 'sealed'))
    OR OLD.status = 'settled' AND NEW.status = 'open' AND NOT paid AND coalesce(grant_setting('money') = 'return', false)
  ) THEN
    PERFORM grant_refuse('obligation_mismatch', OLD.status || ' -> ' || NEW.status);
  END IF;
  RETURN NEW;
END $$;

-- A transfer that failed cost its fee all the same, and one that came back was charged for when it went out.
CREATE OR REPLACE FUNCTION grant_cost_of_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  sent record;
BEGIN
  IF coalesce(grant_setting('money') = 'return', false) THEN RETURN NULL; END IF;
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

-- The bank debits a bulk transfer as a whole on its day, whatever day its answer is of, and gives back what it could not pay
-- (振込不能・組戻): the book shows both, so that every line of the passbook has its line here. What comes back after its month
-- was closed is booked on the first open day; the day of the bank stays in the result.
CREATE OR REPLACE FUNCTION grant_post_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
  batch payment_batches;
BEGIN
  SELECT p.* INTO payment FROM payments p WHERE p.id = NEW.payment;
  SELECT b.* INTO batch FROM payment_batches b WHERE b.id = payment.payment_batch;
  IF coalesce(grant_setting('money') = 'return', false) THEN
    PERFORM grant_ledger_lock();
    PERFORM grant_post('bank', 'grant', payment, greatest(NEW.result_on, grant_closed_until(batch.practice) + 1),
      '振込後の資金の返却');
    RETURN NULL;
  END IF;
  PERFORM grant_post('payable', 'bank', payment, batch.transfer_on, '奨励金の振込');
  IF NEW.outcome = 'failed' THEN
    PERFORM grant_post('bank', 'grant', payment, NEW.result_on, '振込不能による資金の返却');
  END IF;
  RETURN NULL;
END $$;
