-- Takes funds.sql back; the ledger is again what ledger.sql and repayments.sql made it.
DROP TRIGGER grant_check_reversal ON ledger_entries;
DROP TRIGGER grant_make_request ON fund_requests;
DROP TRIGGER grant_keep_request ON fund_requests;
DROP TRIGGER grant_no_truncate ON fund_requests;
DROP TRIGGER grant_check_receipt ON fund_requests;
DROP TRIGGER grant_check_receipt ON ledger_entries;
DROP INDEX grant_one_reversal;

CREATE OR REPLACE FUNCTION grant_book() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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

CREATE OR REPLACE FUNCTION grant_post_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_post('grant', 'payable', NEW, (now() AT TIME ZONE 'Asia/Tokyo')::date, '奨励金の支払の確定');
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION grant_post_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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

CREATE OR REPLACE FUNCTION grant_post_repayment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := nullif(grant_setting('facts'), '')::jsonb;
  payment payments;
BEGIN
  SELECT * INTO payment FROM payments p WHERE p.application = NEW.id AND p.state = 'paid';
  IF NOT FOUND OR facts ->> 'on' IS NULL OR facts ->> 'amount' IS NULL THEN
    PERFORM grant_refuse('evidence_missing', 'day and amount of a repayment');
  END IF;
  IF (facts ->> 'amount')::bigint IS DISTINCT FROM payment.amount THEN
    PERFORM grant_refuse('payment_mismatch', 'amount of a repayment');
  END IF;
  PERFORM grant_post('returned', 'repayment', payment, (facts ->> 'on')::date, '奨励金の返還');
  RETURN NULL;
END $$;

DROP FUNCTION grant_fund_figures;
DROP FUNCTION grant_daily_balance;
DROP FUNCTION grant_cash_book;
DROP FUNCTION grant_check_receipt;
DROP FUNCTION grant_keep_request;
DROP FUNCTION grant_make_request;
DROP FUNCTION grant_check_reversal;
DROP FUNCTION grant_closed_until;
DROP FUNCTION grant_require_act;
DROP FUNCTION grant_ledger_lock;
