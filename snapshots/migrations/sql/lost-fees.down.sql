-- Takes lost-fees.sql back.
DROP INDEX grant_one_reversal_fee;

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
     WHERE c.practice = in_practice AND c.fee_table IS NULL AND (c.mailing IS NOT NULL OR c.payment IS NOT NULL)
     ORDER BY c.id LOOP
    price := grant_fee(open_cost.price_kind, open_cost.incurred_on, open_cost.bank_profile);
    IF price.id IS NOT NULL THEN
      UPDATE costs SET fee_table = price.id, amount = price.fee WHERE id = open_cost.id AND fee_table IS NULL;
      priced := priced + 1;
    END IF;
  END LOOP;
  RETURN priced;
END $$;
