-- 組戻手数料 (仕様書 本文5, 精算対象経費): what the bank kept or charged for a transfer that came back is a cost of its own, noted with
-- the result that tells of it, for exactly the sum that was recorded, once for a payment. No table prices it.
-- Replaces functions of late-returns.sql and costs.sql.

CREATE UNIQUE INDEX grant_one_reversal_fee ON costs (payment) WHERE kind = 'reversal_fee';

-- A transfer that failed cost its fee all the same, and one that came back was charged for when it went out.
CREATE OR REPLACE FUNCTION grant_cost_of_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  sent record;
BEGIN
  IF coalesce(NEW.fee_lost, 0) > 0 THEN
    INSERT INTO costs (id, incurred_on, kind, amount, payment, practice, remark)
    SELECT gen_random_uuid(), NEW.result_on, 'reversal_fee', NEW.fee_lost, NEW.payment, b.practice,
           CASE WHEN NEW.fee_deducted THEN '戻った資金から差し引かれた手数料' ELSE '別に請求された手数料' END
      FROM payments p JOIN payment_batches b ON b.id = p.payment_batch WHERE p.id = NEW.payment;
  END IF;
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

CREATE OR REPLACE FUNCTION grant_price_costs(in_practice boolean) RETURNS integer LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  open_cost record;
  price fee_tables;
  priced integer := 0;
BEGIN
  PERFORM grant_require('payment_clerk', 'manager');
  FOR open_cost IN
    SELECT c.id, c.incurred_on, b.bank_profile, coalesce(m.method,
        CASE WHEN f.bank_code = a.bank_code THEN 'transfer_same' ELSE 'transfer_other' END) AS price_kind
      FROM costs c
      LEFT JOIN mailings m ON m.id = c.mailing
      LEFT JOIN payments p ON p.id = c.payment
      LEFT JOIN payment_batches b ON b.id = p.payment_batch
      LEFT JOIN bank_profiles f ON f.id = b.bank_profile
      LEFT JOIN bank_accounts a ON a.id = p.bank_account
     WHERE c.practice = in_practice AND c.fee_table IS NULL AND c.kind <> 'reversal_fee' AND (c.mailing IS NOT NULL OR c.payment IS NOT NULL)
     ORDER BY c.id LOOP
    price := grant_fee(open_cost.price_kind, open_cost.incurred_on, open_cost.bank_profile);
    IF price.id IS NOT NULL THEN
      UPDATE costs SET fee_table = price.id, amount = price.fee WHERE id = open_cost.id AND fee_table IS NULL;
      priced := priced + 1;
    END IF;
  END LOOP;
  RETURN priced;
END $$;
