-- Takes double-entry.sql back; a confirmation is again one press of a button.
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
  IF of_case.practice IS DISTINCT FROM batch.practice THEN PERFORM grant_refuse('practice_mixed', 'case and batch'); END IF;
END $$;

CREATE OR REPLACE FUNCTION grant_make_confirmation() RETURNS trigger LANGUAGE plpgsql
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

DROP TRIGGER grant_release_confirmer ON access_log;
DROP FUNCTION grant_release_confirmer;
DROP INDEX grant_mismatch_log;
DROP FUNCTION grant_confirmer_locked;
DROP FUNCTION grant_mismatches;
