-- Takes bank-terms.sql back.
ALTER TABLE payment_batches DROP CONSTRAINT grant_bank_closed;

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

DROP FUNCTION grant_post_return;
ALTER TABLE transfer_results DROP CONSTRAINT grant_fee_deducted;
