-- The ledger of the advance (概算払 受払簿, 栃木県財務規則 81条から88条, 仕様書 本文4(3)ア): double entry, append-only, never negative.
-- Sealing and results post themselves, so every yen of the ledger that is a grant comes from a payment and no other way.
--
-- Accounts: bank 奨励金口座 (what is in the account), payable 未払奨励金 (sealed, not yet settled), grant 奨励金支給. What may
-- still be promised is bank minus payable; it must not fall below zero, or the office promises money it does not have.

ALTER TABLE ledger_entries ADD CONSTRAINT grant_ledger_unbalanced CHECK (
  debit >= 0 AND credit >= 0 AND (debit > 0) <> (credit > 0));
SELECT grant_make_append_only('ledger_entries');

-- Balances by account, debit positive; kept beside the entries so that a seal need not add up the whole book.
CREATE TABLE ledger_balances (
  practice boolean NOT NULL, account text NOT NULL, balance bigint NOT NULL, PRIMARY KEY (practice, account)
);

-- By hand (receipt of an advance, interest, fee, return): the setting grant.money is 'ledger', by the payment clerk or
-- the manager, and not on the two accounts that follow the payments.
CREATE FUNCTION grant_make_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := now();
  IF grant_by_machine() THEN RETURN NEW; END IF;
  IF grant_setting('money') IS DISTINCT FROM 'ledger' OR NEW.account IN ('payable', 'grant') THEN
    PERFORM grant_refuse('money_fenced', 'ledger_entries ' || NEW.account);
  END IF;
  NEW.recorded_by := grant_require('payment_clerk', 'manager');
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_entry BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION grant_make_entry();

-- Writers of the ledger take turns (the lock lasts until commit), so two seals cannot both spend the same balance.
CREATE FUNCTION grant_book() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  book record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('grant.ledger', 0));
  INSERT INTO ledger_balances AS kept (practice, account, balance)
  SELECT e.practice, e.account, sum(e.debit::bigint - e.credit) FROM posted e GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (practice, account) DO UPDATE SET balance = kept.balance + excluded.balance;
  FOR book IN SELECT DISTINCT e.practice FROM posted e LOOP
    IF (SELECT coalesce(sum(b.balance), 0) FROM ledger_balances b
         WHERE b.practice = book.practice AND b.account IN ('bank', 'payable')) < 0 THEN
      PERFORM grant_refuse('balance_short', 'the advance does not cover it');
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER grant_book AFTER INSERT ON ledger_entries REFERENCING NEW TABLE AS posted
  FOR EACH STATEMENT EXECUTE FUNCTION grant_book();

-- What may still be promised, in yen.
CREATE FUNCTION grant_available(in_practice boolean) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(balance), 0)::bigint FROM ledger_balances
   WHERE practice = in_practice AND account IN ('bank', 'payable')
$$;

-- Debit equals credit in every transaction, looked at when all its lines are there.
CREATE FUNCTION grant_balance_transaction() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger_entries e WHERE e.transaction = NEW.transaction
              HAVING sum(e.debit::bigint) <> sum(e.credit::bigint) OR count(DISTINCT e.practice) > 1) THEN
    PERFORM grant_refuse('ledger_unbalanced', NEW.transaction::text);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_balance_transaction AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION grant_balance_transaction();

CREATE FUNCTION grant_post(debit_account text, credit_account text, payment payments, day date, what text)
RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  entry uuid := gen_random_uuid();
  in_practice boolean := (SELECT a.practice FROM applications a WHERE a.id = payment.application);
BEGIN
  INSERT INTO ledger_entries (id, transaction, posted_on, account, debit, credit, summary, payment, recorded_by, practice)
  VALUES
    (gen_random_uuid(), entry, day, debit_account, payment.amount, 0, what, payment.id, grant_actor(), in_practice),
    (gen_random_uuid(), entry, day, credit_account, 0, payment.amount, what, payment.id, grant_actor(), in_practice);
END $$;

CREATE FUNCTION grant_post_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_post('grant', 'payable', NEW, (now() AT TIME ZONE 'Asia/Tokyo')::date, '奨励金の支払の確定');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_post_seal AFTER UPDATE ON payments FOR EACH ROW
  WHEN (OLD.state = 'prepared' AND NEW.state = 'sealed') EXECUTE FUNCTION grant_post_seal();

CREATE FUNCTION grant_post_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
BEGIN
  SELECT * INTO payment FROM payments p WHERE p.id = NEW.payment;
  IF NEW.outcome = 'paid' THEN
    PERFORM grant_post('payable', 'bank', payment, NEW.result_on, '奨励金の振込');
  ELSE
    PERFORM grant_post('payable', 'grant', payment, NEW.result_on, '振込不能による支払の取消し');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER grant_post_result AFTER INSERT ON transfer_results
  FOR EACH ROW EXECUTE FUNCTION grant_post_result();
