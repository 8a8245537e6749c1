-- 精算対象経費 (仕様書 本文5: 発送費と振込手数料は実績による): each letter posted and each transfer tried leaves its cost in the
-- same transaction, priced by the table in force on that day. No price known leaves the row open, never a made-up sum.

CREATE UNIQUE INDEX grant_one_postage ON costs (mailing) WHERE kind = 'postage';
CREATE UNIQUE INDEX grant_one_transfer_fee ON costs (payment) WHERE kind = 'transfer_fee';

-- The price in force: the latest that applies on the day, the one of this bank before the one of all, the lightest letter.
CREATE FUNCTION grant_fee(of_kind text, day date, of_profile uuid) RETURNS fee_tables LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT f.* FROM fee_tables f
   WHERE f.kind = of_kind AND f.active AND f.effective_on <= day AND (f.bank_profile IS NULL OR f.bank_profile = of_profile)
   ORDER BY (f.bank_profile IS NOT NULL) DESC, f.effective_on DESC, f.weight_max NULLS FIRST, f.id LIMIT 1
$$;

CREATE FUNCTION grant_note_cost(of_kind text, price_kind text, day date, of_profile uuid, of_mailing uuid, of_payment uuid,
  in_practice boolean, note text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  price fee_tables := grant_fee(price_kind, day, of_profile);
BEGIN
  INSERT INTO costs (id, incurred_on, kind, amount, mailing, payment, fee_table, practice, remark)
  VALUES (gen_random_uuid(), day, of_kind, coalesce(price.fee, 0), of_mailing, of_payment, price.id, in_practice, note);
END $$;

CREATE FUNCTION grant_cost_of_mailing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.method IN ('tracked', 'ordinary') THEN
    PERFORM grant_note_cost('postage', NEW.method, NEW.posted_on, NULL, NEW.id, NULL,
      (SELECT a.practice FROM applications a WHERE a.id = NEW.application), NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER grant_cost_of_mailing AFTER INSERT ON mailings FOR EACH ROW EXECUTE FUNCTION grant_cost_of_mailing();

-- A transfer that failed cost its fee all the same.
CREATE FUNCTION grant_cost_of_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
CREATE TRIGGER grant_cost_of_transfer AFTER INSERT ON transfer_results
  FOR EACH ROW EXECUTE FUNCTION grant_cost_of_transfer();

-- By hand only what no event tells of (組戻手数料, その他); a negative sum corrects an earlier one.
CREATE FUNCTION grant_make_cost() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_by_machine() THEN
    NEW.recorded_by := grant_actor();
    RETURN NEW;
  END IF;
  IF NEW.kind NOT IN ('reversal_fee', 'other') OR NEW.mailing IS NOT NULL OR NEW.payment IS NOT NULL
     OR NEW.fee_table IS NOT NULL OR NEW.amount = 0 OR coalesce(trim(NEW.remark), '') = '' THEN
    PERFORM grant_refuse('cost_fenced', NEW.kind);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_cost BEFORE INSERT ON costs FOR EACH ROW EXECUTE FUNCTION grant_make_cost();

-- Evidence and remark may be added; a row without a price takes one from the table, once.
CREATE FUNCTION grant_keep_cost() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  movable text[] := '{receipt,remark}';
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'costs'); END IF;
  IF OLD.fee_table IS NULL AND NEW.fee_table IS NOT NULL AND OLD.amount = 0
     AND (OLD.mailing IS NOT NULL OR OLD.payment IS NOT NULL)
     AND NEW.amount IS NOT DISTINCT FROM (SELECT f.fee FROM fee_tables f
           WHERE f.id = NEW.fee_table AND f.active AND f.effective_on <= NEW.incurred_on) THEN
    movable := movable || '{fee_table,amount}'::text[];
  END IF;
  IF to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN PERFORM grant_refuse('append_only', 'costs'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_cost BEFORE UPDATE OR DELETE ON costs FOR EACH ROW EXECUTE FUNCTION grant_keep_cost();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON costs FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- A price that costs rest on stays as it was; a new price is a new row with its own day.
CREATE FUNCTION grant_keep_fee() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM costs c WHERE c.fee_table = OLD.id)
     AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - '{active,source}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{active,source}'::text[]) THEN
    PERFORM grant_refuse('fee_used', OLD.kind);
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER grant_keep_fee BEFORE UPDATE OR DELETE ON fee_tables FOR EACH ROW EXECUTE FUNCTION grant_keep_fee();

-- 料金未定の行に料金表を当てる: prices every open row for which the table now has a price; answers how many.
CREATE FUNCTION grant_price_costs(in_practice boolean) RETURNS integer LANGUAGE plpgsql
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
