-- 照合入力 (仕様書 本文4(3)イ 複数人の確認): two people type what they read. Who guesses instead of reading is locked out until the
-- manager has looked into it. Replaces functions of payments.sql.

-- 照合の不一致の回数: entries of one person for one payment that did not agree, since the manager last allowed another try.
-- Three of them lock that person out: what is guessed is not read from the passbook.
CREATE FUNCTION grant_mismatches(of_payment uuid, of_person uuid) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM access_log l
   WHERE l.target_id = of_payment::text AND l.action = 'confirmation_mismatch' AND l.actor = of_person
     AND l.id > coalesce((SELECT max(r.id) FROM access_log r
                            WHERE r.target_id = of_payment::text AND r.action = 'confirmation_released'), 0)
$$;
CREATE FUNCTION grant_confirmer_locked(of_payment uuid, of_person uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$ SELECT grant_mismatches(of_payment, of_person) >= 3 $$;
CREATE INDEX grant_mismatch_log ON access_log (target_id, action)
  WHERE action IN ('confirmation_mismatch', 'confirmation_released');

-- The lock is opened by the manager, who signs for it and is not the person locked out.
CREATE FUNCTION grant_release_confirmer() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_require('manager') IS DISTINCT FROM NEW.actor THEN
    PERFORM grant_refuse('forbidden_duty', 'a release is signed by the person who makes it');
  END IF;
  IF EXISTS (SELECT FROM access_log l WHERE l.target_id = NEW.target_id AND l.action = 'confirmation_mismatch'
              AND l.actor = NEW.actor) THEN
    PERFORM grant_refuse('same_person', 'entry and release');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_release_confirmer BEFORE INSERT ON access_log FOR EACH ROW
  WHEN (NEW.action = 'confirmation_released') EXECUTE FUNCTION grant_release_confirmer();

-- Refuses a payment whose parts do not belong together. Locks what it rests on until the end of the transaction.
CREATE OR REPLACE FUNCTION grant_check_payment(p payments) RETURNS void LANGUAGE plpgsql
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
  -- 複数人の確認: whoever typed the account does not also prepare its payment.
  IF p.prepared_by = account.edited_by THEN PERFORM grant_refuse('same_person', 'account and payment'); END IF;
  IF of_case.practice IS DISTINCT FROM batch.practice THEN PERFORM grant_refuse('practice_mixed', 'case and batch'); END IF;
END $$;

-- 複数人の確認: the confirmer is neither the preparer nor the last editor of the account, holds the duty, signs for him- or
-- herself and for the content as it stands. Locking the payment makes two confirmations and an edit wait for each other.
CREATE OR REPLACE FUNCTION grant_make_confirmation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
  account bank_accounts;
BEGIN
  IF grant_require('payment_confirmer') IS DISTINCT FROM NEW.confirmer THEN
    PERFORM grant_refuse('forbidden_duty', 'a confirmation is signed by the person who makes it');
  END IF;
  SELECT * INTO payment FROM payments p WHERE p.id = NEW.payment FOR NO KEY UPDATE;
  IF payment.state IS DISTINCT FROM 'prepared' THEN PERFORM grant_refuse('batch_sealed', payment.state); END IF;
  SELECT * INTO account FROM bank_accounts a WHERE a.id = payment.bank_account;
  IF NEW.confirmer IN (payment.prepared_by, account.edited_by) THEN
    PERFORM grant_refuse('same_person', 'confirmation');
  END IF;
  IF grant_confirmer_locked(NEW.payment, NEW.confirmer) THEN
    PERFORM grant_refuse('confirmation_locked', NEW.payment::text);
  END IF;
  -- 照合入力: the keyed fingerprint of what was typed is that of the account, and the amount is the decision's.
  IF NEW.entry_index IS DISTINCT FROM account.number_index OR NEW.entry_amount IS DISTINCT FROM payment.amount THEN
    PERFORM grant_refuse('entry_differs', NEW.payment::text);
  END IF;
  IF NEW.content_hash IS DISTINCT FROM payment.content_hash THEN
    PERFORM grant_refuse('confirmation_stale', NEW.payment::text);
  END IF;
  NEW.confirmed_at := now();
  NEW.void_at := NULL;
  RETURN NEW;
END $$;

-- What was confirmed in an open batch before entries were typed does not count as read: it is confirmed anew.
UPDATE confirmations c SET void_at = now() FROM payments p
 WHERE p.id = c.payment AND p.state = 'prepared' AND c.void_at IS NULL;
