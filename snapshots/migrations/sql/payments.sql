-- Payments (仕様書 本文4(3)イ 支払): of one obligation at most one payment is alive, for exactly its amount, to the live
-- account of the same case; two other people confirm it; it moves only by the ways in the table.

-- Preparing the same obligation twice fails here whatever the program does.
CREATE UNIQUE INDEX grant_duplicate_payment ON payments (obligation) WHERE state IN ('prepared', 'sealed', 'paid');
CREATE UNIQUE INDEX grant_one_confirmation ON confirmations (payment, confirmer) WHERE void_at IS NULL;
CREATE UNIQUE INDEX grant_one_result ON transfer_results (payment);

-- Ways of money; `act` is the setting grant.money of the transaction. Fixed here: they are part of the constraint.
CREATE TABLE money_moves (
  subject text NOT NULL, act text NOT NULL, from_state text NOT NULL, to_state text NOT NULL,
  PRIMARY KEY (subject, act, from_state, to_state)
);
INSERT INTO money_moves VALUES
  ('payment', 'seal', 'prepared', 'sealed'),
  ('payment', 'result', 'sealed', 'paid'),
  ('payment', 'result', 'sealed', 'failed'),
  ('payment', 'remove', 'prepared', 'removed'),
  ('batch', 'seal', 'open', 'sealed'),
  ('batch', 'result', 'sealed', 'settled'),
  ('batch', 'remove', 'open', 'discarded');

CREATE FUNCTION grant_move_money(of_subject text, from_state text, to_state text) RETURNS uuid LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM money_moves m WHERE m.subject = of_subject AND m.act = grant_setting('money')
       AND m.from_state = grant_move_money.from_state AND m.to_state = grant_move_money.to_state
  ) THEN
    PERFORM grant_refuse('money_fenced', of_subject || ' ' || from_state || ' -> ' || to_state);
  END IF;
  RETURN grant_require('payment_clerk');
END $$;

-- What two people confirm: account, amount, obligation. Always computed, never taken from the caller.
CREATE FUNCTION grant_payment_hash(p payments) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_digest(jsonb_build_array(p.obligation, p.amount, a.content_hash)::text)
    FROM bank_accounts a WHERE a.id = p.bank_account
$$;

-- Refuses a payment whose parts do not belong together. Locks what it rests on until the end of the transaction.
CREATE FUNCTION grant_check_payment(p payments) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
  owed obligations;
  account bank_accounts;
  batch payment_batches;
BEGIN
  SELECT * INTO of_case FROM applications WHERE id = p.application FOR NO KEY UPDATE;
  SELECT * INTO owed FROM obligations WHERE id = p.obligation FOR NO KEY UPDATE;
  SELECT * INTO account FROM bank_accounts WHERE id = p.bank_account FOR SHARE;
  SELECT * INTO batch FROM payment_batches WHERE id = p.payment_batch FOR SHARE;
  IF batch.state IS DISTINCT FROM 'open' THEN PERFORM grant_refuse('batch_sealed', batch.number::text); END IF;
  IF of_case.state NOT IN ('payable', 'in_batch') THEN PERFORM grant_refuse('state_fenced', of_case.state); END IF;
  IF owed.application IS DISTINCT FROM of_case.id OR owed.status <> 'open' OR p.amount IS DISTINCT FROM owed.amount
     OR account.application IS DISTINCT FROM of_case.id OR account.status <> 'live' THEN
    PERFORM grant_refuse('payment_mismatch', p.id::text);
  END IF;
  IF of_case.practice IS DISTINCT FROM batch.practice THEN PERFORM grant_refuse('practice_mixed', 'case and batch'); END IF;
END $$;

CREATE FUNCTION grant_make_payment() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_setting('money') IS DISTINCT FROM 'prepare' OR NEW.state <> 'prepared' THEN
    PERFORM grant_refuse('money_fenced', 'a payment begins as prepared');
  END IF;
  NEW.prepared_by := grant_require('payment_clerk');
  NEW.prepared_at := now();
  PERFORM grant_check_payment(NEW);
  NEW.content_hash := grant_payment_hash(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_payment BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION grant_make_payment();

-- While prepared, the account may be exchanged for the case's new one and the serial number set; that voids the
-- confirmations. Afterwards only the state moves.
CREATE FUNCTION grant_keep_payment() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  movable text[] := CASE WHEN OLD.state = 'prepared' THEN '{state,bank_account,content_hash,serial,prepared_by,prepared_at}'
                         ELSE '{state}' END;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'payments'); END IF;
  IF to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    PERFORM grant_refuse(CASE OLD.state WHEN 'prepared' THEN 'payment_mismatch' ELSE 'batch_sealed' END, OLD.id::text);
  END IF;
  NEW.prepared_by := OLD.prepared_by;
  NEW.prepared_at := OLD.prepared_at;
  NEW.content_hash := OLD.content_hash;
  IF NEW.bank_account IS DISTINCT FROM OLD.bank_account THEN
    IF grant_setting('money') IS DISTINCT FROM 'prepare' OR NEW.state <> OLD.state THEN
      PERFORM grant_refuse('money_fenced', 'account of a payment');
    END IF;
    -- Whoever exchanges the account prepares the payment anew and so cannot confirm it.
    NEW.prepared_by := grant_require('payment_clerk');
    NEW.prepared_at := now();
    PERFORM grant_check_payment(NEW);
    NEW.content_hash := grant_payment_hash(NEW);
    UPDATE confirmations SET void_at = now() WHERE payment = OLD.id AND void_at IS NULL;
  END IF;
  IF NEW.state IS DISTINCT FROM OLD.state THEN PERFORM grant_move_money('payment', OLD.state, NEW.state); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_payment BEFORE UPDATE OR DELETE ON payments
  FOR EACH ROW EXECUTE FUNCTION grant_keep_payment();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON payments
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- 複数人の確認: the confirmer is neither the preparer nor the last editor of the account, holds the duty, signs for him- or
-- herself and for the content as it stands. Locking the payment makes two confirmations and an edit wait for each other.
CREATE FUNCTION grant_make_confirmation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
  editor uuid;
BEGIN
  IF grant_require('payment_confirmer') IS DISTINCT FROM NEW.confirmer THEN
    PERFORM grant_refuse('forbidden_duty', 'a confirmation is signed by the person who makes it');
  END IF;
  SELECT * INTO payment FROM payments p WHERE p.id = NEW.payment FOR NO KEY UPDATE;
  IF payment.state IS DISTINCT FROM 'prepared' THEN PERFORM grant_refuse('batch_sealed', payment.state); END IF;
  SELECT a.edited_by INTO editor FROM bank_accounts a WHERE a.id = payment.bank_account;
  IF NEW.confirmer IN (payment.prepared_by, editor) THEN PERFORM grant_refuse('same_person', 'confirmation'); END IF;
  IF NEW.content_hash IS DISTINCT FROM payment.content_hash THEN
    PERFORM grant_refuse('confirmation_stale', NEW.payment::text);
  END IF;
  NEW.confirmed_at := now();
  NEW.void_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_confirmation BEFORE INSERT ON confirmations
  FOR EACH ROW EXECUTE FUNCTION grant_make_confirmation();

CREATE FUNCTION grant_keep_confirmation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.void_at IS NULL AND to_jsonb(NEW) - 'void_at' = to_jsonb(OLD) - 'void_at' THEN
    RETURN NEW;
  END IF;
  PERFORM grant_refuse('append_only', 'confirmations');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON confirmations
  FOR EACH ROW EXECUTE FUNCTION grant_keep_confirmation();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON confirmations
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- The bank's answer, once per payment.
CREATE FUNCTION grant_make_result() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER grant_make_result BEFORE INSERT ON transfer_results FOR EACH ROW EXECUTE FUNCTION grant_make_result();
SELECT grant_make_append_only('transfer_results');
