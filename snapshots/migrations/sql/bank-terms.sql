-- What the bank does by its own terms (仕様書 本文4(3)イ): it may take its fee out of what it gives back (組戻手数料の差引き),
-- in one line of the passbook, and it moves no money on a day on which it is closed.
-- Replaces a function of late-returns.sql.

ALTER TABLE transfer_results ADD CONSTRAINT grant_fee_deducted CHECK (
  NOT fee_deducted OR outcome = 'failed' AND fee_lost IS NOT NULL AND fee_lost > 0);

-- What came back, as the passbook has it: less what the bank kept, in yen. The debt to the employer is whole again, so the
-- fee stands beside it in the same transaction.
CREATE FUNCTION grant_post_return(payment payments, kept integer, day date, what text)
RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  entry uuid := gen_random_uuid();
  in_practice boolean := (SELECT a.practice FROM applications a WHERE a.id = payment.application);
BEGIN
  IF kept = 0 THEN
    PERFORM grant_post('bank', 'grant', payment, day, what);
    RETURN;
  END IF;
  IF kept >= payment.amount THEN PERFORM grant_refuse('fee_deducted', payment.id::text); END IF;
  INSERT INTO ledger_entries (id, transaction, posted_on, account, debit, credit, summary, payment, recorded_by, practice)
  SELECT gen_random_uuid(), entry, day, line.account, line.debit, line.credit, what || '（手数料差引き）', payment.id,
         grant_actor(), in_practice
    FROM (VALUES ('bank', payment.amount - kept, 0), ('fee', kept, 0), ('grant', 0, payment.amount))
      AS line (account, debit, credit);
END $$;

CREATE OR REPLACE FUNCTION grant_post_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
  batch payment_batches;
  kept integer := CASE WHEN NEW.fee_deducted THEN NEW.fee_lost ELSE 0 END;
BEGIN
  SELECT p.* INTO payment FROM payments p WHERE p.id = NEW.payment;
  SELECT b.* INTO batch FROM payment_batches b WHERE b.id = payment.payment_batch;
  IF coalesce(grant_setting('money') = 'return', false) THEN
    PERFORM grant_ledger_lock();
    PERFORM grant_post_return(payment, kept, greatest(NEW.result_on, grant_closed_until(batch.practice) + 1),
      '振込後の資金の返却');
    RETURN NULL;
  END IF;
  PERFORM grant_post('payable', 'bank', payment, batch.transfer_on, '奨励金の振込');
  IF NEW.outcome = 'failed' THEN
    PERFORM grant_post_return(payment, kept, NEW.result_on, '振込不能による資金の返却');
  END IF;
  RETURN NULL;
END $$;

-- 振込指定日: no bank works on Saturdays and Sundays or from 31 December to 3 January (銀行法施行令 5条). National holidays, the
-- window of the bank and its cut-off change with the law and the contract: they stay with the verbs (checkSending).
ALTER TABLE payment_batches ADD CONSTRAINT grant_bank_closed CHECK (
  extract(isodow FROM transfer_on) < 6
  AND NOT (extract(month FROM transfer_on) = 12 AND extract(day FROM transfer_on) = 31)
  AND NOT (extract(month FROM transfer_on) = 1 AND extract(day FROM transfer_on) <= 3));
