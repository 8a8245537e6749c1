-- Advance funds (仕様書 本文4(3)ア 概算払, 栃木県財務規則 81条から88条): requests by one person and approved by another,
-- corrections only by a reversal that names what it takes back, a closed month that takes no more postings.

-- Writers of the ledger and whoever closes a month take turns; held until the transaction ends.
CREATE FUNCTION grant_ledger_lock() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('grant.ledger', 0))
$$;

-- Refuses unless the transaction declared this act on money (setting grant.money).
CREATE FUNCTION grant_require_act(act text, what text) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_setting('money') IS DISTINCT FROM act THEN PERFORM grant_refuse('money_fenced', what); END IF;
END $$;

-- Last day of what is closed; nothing is posted on that day or before.
CREATE FUNCTION grant_closed_until(in_practice boolean) RETURNS date LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(max((r.month + interval '1 month')::date - 1), '-infinity'::date)
    FROM reconciliations r WHERE r.practice = in_practice
$$;

-- The ledger as before, and: nothing into a closed month, and the account itself never below zero. Asked after the lock
-- is held, so that a month cannot be closed between the question and the line.
CREATE OR REPLACE FUNCTION grant_book() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  book record;
BEGIN
  PERFORM grant_ledger_lock();
  INSERT INTO ledger_balances AS kept (practice, account, balance)
  SELECT e.practice, e.account, sum(e.debit::bigint - e.credit) FROM posted e GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (practice, account) DO UPDATE SET balance = kept.balance + excluded.balance;
  FOR book IN SELECT e.practice, min(e.posted_on) AS earliest FROM posted e GROUP BY e.practice LOOP
    IF book.earliest <= grant_closed_until(book.practice) THEN
      PERFORM grant_refuse('month_closed', book.earliest::text);
    END IF;
    IF (SELECT coalesce(sum(b.balance), 0) FROM ledger_balances b
         WHERE b.practice = book.practice AND b.account IN ('bank', 'payable')) < 0
       OR EXISTS (SELECT FROM ledger_balances b
                   WHERE b.practice = book.practice AND b.account = 'bank' AND b.balance < 0) THEN
      PERFORM grant_refuse('balance_short', 'the advance does not cover it');
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- A seal is posted on the day it is in the office.
CREATE OR REPLACE FUNCTION grant_post_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_post('grant', 'payable', NEW, grant_today(), '奨励金の支払の確定');
  RETURN NULL;
END $$;

-- The bank debits a bulk transfer as a whole and gives back what it could not pay (振込不能・組戻): the book shows both, so
-- that every line of the passbook has its line here.
CREATE OR REPLACE FUNCTION grant_post_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
  transfer_day date;
BEGIN
  SELECT p.* INTO payment FROM payments p WHERE p.id = NEW.payment;
  SELECT b.transfer_on INTO transfer_day FROM payment_batches b WHERE b.id = payment.payment_batch;
  IF NEW.outcome = 'paid' THEN
    PERFORM grant_post('payable', 'bank', payment, NEW.result_on, '奨励金の振込');
  ELSE
    PERFORM grant_post('payable', 'bank', payment, transfer_day, '奨励金の振込');
    PERFORM grant_post('bank', 'grant', payment, NEW.result_on, '振込不能による資金の返却');
  END IF;
  RETURN NULL;
END $$;

-- A repayment learnt of after its month was closed is booked on the first open day; the day of receipt stays in the event.
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
  PERFORM grant_ledger_lock();
  PERFORM grant_post('returned', 'repayment', payment,
    greatest((facts ->> 'on')::date, grant_closed_until(NEW.practice) + 1), '奨励金の返還');
  RETURN NULL;
END $$;

-- 取消記帳: the same accounts with debit and credit exchanged, once, of a transaction made by hand, never of a reversal.
CREATE UNIQUE INDEX grant_one_reversal ON ledger_entries (reverses, account, debit, credit) WHERE reverses IS NOT NULL;

CREATE FUNCTION grant_check_reversal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger_entries e WHERE e.transaction = NEW.reverses
              AND (e.reverses IS NOT NULL OR e.payment IS NOT NULL OR e.practice <> NEW.practice))
     OR EXISTS (SELECT FROM ledger_entries e WHERE e.transaction = NEW.transaction AND e.reverses IS DISTINCT FROM NEW.reverses)
     OR (SELECT array_agg((e.account::text, e.credit, e.debit) ORDER BY e.account, e.credit, e.debit)
           FROM ledger_entries e WHERE e.transaction = NEW.reverses)
        IS DISTINCT FROM
        (SELECT array_agg((e.account::text, e.debit, e.credit) ORDER BY e.account, e.debit, e.credit)
           FROM ledger_entries e WHERE e.transaction = NEW.transaction) THEN
    PERFORM grant_refuse('reversal_mismatch', NEW.reverses::text);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_check_reversal AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.reverses IS NOT NULL) EXECUTE FUNCTION grant_check_reversal();

-- 概算払請求書: what was asked for stays as it was asked.
CREATE FUNCTION grant_make_request() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_require_act('fund', 'fund_requests');
  IF NEW.state <> 'draft' OR NEW.amount <= 0 OR NEW.number IS NULL OR NEW.received_on IS NOT NULL
     OR NEW.received_amount IS NOT NULL OR NEW.approved_by IS NOT NULL THEN
    PERFORM grant_refuse('fund_mismatch', 'a request begins as a proposal');
  END IF;
  NEW.prepared_by := grant_require('payment_clerk', 'manager');
  NEW.approved_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_request BEFORE INSERT ON fund_requests FOR EACH ROW EXECUTE FUNCTION grant_make_request();

-- draft -> requested by another person, draft -> withdrawn, requested <-> received (back only with the reversal).
CREATE FUNCTION grant_keep_request() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  movable text[] := '{state,received_on,received_amount,approved_by,approved_at}';
  way text;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'fund_requests'); END IF;
  way := OLD.state || ' ' || NEW.state;
  PERFORM grant_require_act('fund', 'fund_requests');
  IF to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    PERFORM grant_refuse('fund_mismatch', OLD.number::text);
  END IF;
  NEW.approved_by := OLD.approved_by;
  NEW.approved_at := OLD.approved_at;
  CASE way
    WHEN 'draft requested' THEN
      NEW.approved_by := grant_require('manager', 'approver');
      NEW.approved_at := now();
      IF NEW.approved_by = OLD.prepared_by THEN PERFORM grant_refuse('same_person', 'fund_requests'); END IF;
    WHEN 'draft withdrawn', 'requested received', 'received requested' THEN
      PERFORM grant_require('payment_clerk', 'manager');
    ELSE PERFORM grant_refuse('fund_state', way);
  END CASE;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_request BEFORE UPDATE OR DELETE ON fund_requests
  FOR EACH ROW EXECUTE FUNCTION grant_keep_request();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON fund_requests
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- At commit: a received request has exactly its receipt in the ledger, every other one has none.
CREATE FUNCTION grant_check_receipt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  request fund_requests;
  booked bigint;
BEGIN
  SELECT * INTO request FROM fund_requests r
   WHERE r.id = coalesce(nullif(to_jsonb(NEW) ->> 'fund_request', '')::uuid, NEW.id);
  SELECT coalesce(sum(e.credit::bigint - e.debit), 0) INTO booked FROM ledger_entries e
   WHERE e.fund_request = request.id AND e.account = 'advance' AND e.practice = request.practice;
  IF booked IS DISTINCT FROM (CASE request.state WHEN 'received' THEN request.received_amount ELSE 0 END)
     OR request.state = 'received' AND (request.received_on IS NULL OR request.received_amount NOT BETWEEN 1 AND request.amount)
     OR request.state <> 'received' AND (request.received_on IS NOT NULL OR request.received_amount IS NOT NULL) THEN
    PERFORM grant_refuse('fund_mismatch', 'receipt of ' || request.number);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_check_receipt AFTER INSERT OR UPDATE ON fund_requests DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION grant_check_receipt();
CREATE CONSTRAINT TRIGGER grant_check_receipt AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.fund_request IS NOT NULL) EXECUTE FUNCTION grant_check_receipt();

-- 受払簿の行: one row for one line of the passbook (a batch is one transfer), with the balance after it.
CREATE FUNCTION grant_cash_book(in_practice boolean, day_from date, day_to date)
RETURNS TABLE (day date, summary text, paid_in bigint, paid_out bigint, balance bigint, items bigint, transaction uuid, reverses uuid)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH line AS (
    SELECT e.posted_on AS day, min(e.recorded_at) AS at, e.debit > 0 AS comes_in,
      min(e.summary) || coalesce('（' || min(b.number) || '）', '') AS summary,
      sum(e.debit::bigint) AS paid_in, sum(e.credit::bigint) AS paid_out, count(*) AS items,
      CASE WHEN min(b.number) IS NULL THEN (array_agg(e.transaction))[1] END AS transaction, (array_agg(e.reverses))[1] AS reverses
    FROM ledger_entries e
    LEFT JOIN payments p ON p.id = e.payment
    LEFT JOIN payment_batches b ON b.id = p.payment_batch AND e.credit > 0
    WHERE e.practice = in_practice AND e.account = 'bank'
    GROUP BY e.posted_on, e.debit > 0, coalesce(b.id, e.transaction)
  ), book AS (
    SELECT l.*, sum(l.paid_in - l.paid_out) OVER (ORDER BY l.day, l.at, l.paid_out DESC, l.summary ROWS UNBOUNDED PRECEDING) AS balance
    FROM line l
  )
  SELECT k.day, k.summary, k.paid_in, k.paid_out, k.balance::bigint, k.items, k.transaction, k.reverses
    FROM book k WHERE k.day BETWEEN day_from AND day_to ORDER BY k.day, k.at, k.paid_out DESC, k.summary
$$;

-- 日計: what came, what went and the balance at the end of each day on which something moved.
CREATE FUNCTION grant_daily_balance(in_practice boolean, day_from date, day_to date)
RETURNS TABLE (day date, paid_in bigint, paid_out bigint, balance bigint) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT d.* FROM (
    SELECT e.posted_on AS day, sum(e.debit::bigint)::bigint AS paid_in, sum(e.credit::bigint)::bigint AS paid_out,
      sum(sum(e.debit::bigint - e.credit)) OVER (ORDER BY e.posted_on)::bigint AS balance
    FROM ledger_entries e WHERE e.practice = in_practice AND e.account = 'bank' GROUP BY e.posted_on
  ) d WHERE d.day BETWEEN day_from AND day_to ORDER BY d.day
$$;

-- 精算の数値: everything every document and screen says about a period comes from here. Yen.
CREATE FUNCTION grant_fund_figures(in_practice boolean, day_from date, day_to date)
RETURNS TABLE (opening bigint, received bigint, paid bigint, paid_count bigint, sent_back bigint, interest bigint,
  fees bigint, returned bigint, repaid bigint, closing bigint, tiers jsonb) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH entry AS (
    SELECT e.*, e.debit::bigint - e.credit AS net FROM ledger_entries e
     WHERE e.practice = in_practice AND e.posted_on <= day_to
  ), inside AS (SELECT * FROM entry WHERE posted_on >= day_from), sent AS (
    SELECT i.payment, -sum(i.net) AS yen FROM inside i WHERE i.account = 'bank' AND i.payment IS NOT NULL GROUP BY i.payment
  )
  SELECT
    coalesce((SELECT sum(net) FROM entry WHERE account = 'bank' AND posted_on < day_from), 0)::bigint,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'advance'), 0)::bigint,
    coalesce((SELECT sum(yen) FROM sent), 0)::bigint,
    (SELECT count(*) FROM sent WHERE yen > 0),
    coalesce((SELECT sum(debit::bigint) FROM inside WHERE account = 'bank' AND payment IS NOT NULL), 0)::bigint,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'interest'), 0)::bigint,
    coalesce((SELECT sum(net) FROM inside WHERE account IN ('fee', 'other')), 0)::bigint,
    coalesce((SELECT sum(net) FROM inside WHERE account = 'returned' AND payment IS NULL), 0)::bigint,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'repayment'), 0)::bigint,
    coalesce((SELECT sum(net) FROM entry WHERE account = 'bank'), 0)::bigint,
    coalesce((SELECT jsonb_agg(jsonb_build_object('amount', t.amount, 'count', t.count, 'yen', t.yen) ORDER BY t.amount)
       FROM (SELECT s.yen AS amount, count(*) AS count, sum(s.yen) AS yen FROM sent s WHERE s.yen > 0 GROUP BY s.yen) t), '[]')
$$;
