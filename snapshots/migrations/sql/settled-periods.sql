-- 精算した期間 (栃木県財務規則 81条から88条の例): the periods of approved 精算書 follow each other, no line of the book lies between
-- them, and what was settled stays as it was: nothing more is posted into it. Nor was there a day on which the account held
-- less than nothing: what is booked late is held against the balance of its day.
-- What is to go back to the prefecture is promised like a sealed transfer. Replaces functions of ledger.sql, funds.sql,
-- bank-terms.sql, claims.sql, statements.sql, settlements.sql and unknowns.sql.

-- Last day of the approved settlements.
CREATE FUNCTION grant_settled_until(in_practice boolean) RETURNS date LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(max(s.period_to), '-infinity'::date)
    FROM settlements s WHERE s.practice = in_practice AND s.state IN ('submitted', 'accepted')
$$;

-- First day that takes a posting: after the closed months and the settled periods.
CREATE FUNCTION grant_open_from(in_practice boolean) RETURNS date LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT greatest(grant_closed_until(in_practice), grant_settled_until(in_practice)) + 1
$$;

-- 返納を約した額: what approved settlements give back and is not booked yet, yen.
CREATE FUNCTION grant_reserved(in_practice boolean) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(s.returned), 0)::bigint FROM settlements s
   WHERE s.practice = in_practice AND s.state IN ('submitted', 'accepted') AND s.returned_on IS NULL
$$;

CREATE OR REPLACE FUNCTION grant_available(in_practice boolean) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(b.balance), 0)::bigint - grant_reserved(in_practice) FROM ledger_balances b
   WHERE b.practice = in_practice AND b.account IN ('bank', 'payable')
$$;

-- 日ごとの残高 from a day on: what is booked, and what is on its way to the bank without an answer yet.
CREATE FUNCTION grant_lowest_balance(in_practice boolean, day_from date) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH moved AS (
    SELECT e.posted_on AS day, e.debit::bigint - e.credit AS yen FROM ledger_entries e
     WHERE e.practice = in_practice AND e.account = 'bank'
    UNION ALL
    SELECT b.transfer_on, -p.amount::bigint FROM payments p JOIN payment_batches b ON b.id = p.payment_batch
     WHERE p.state = 'sealed' AND b.practice = in_practice
       AND NOT EXISTS (SELECT FROM transfer_results r WHERE r.payment = p.id)
  )
  SELECT min(d.balance)::bigint FROM (
    SELECT m.day, sum(sum(m.yen)) OVER (ORDER BY m.day) AS balance FROM moved m GROUP BY m.day) d WHERE d.day >= day_from
$$;

CREATE OR REPLACE FUNCTION grant_book() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  book record;
BEGIN
  PERFORM grant_ledger_lock();
  INSERT INTO ledger_balances AS kept (practice, account, balance)
  SELECT e.practice, e.account, sum(e.debit::bigint - e.credit) FROM posted e GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (practice, account) DO UPDATE SET balance = kept.balance + excluded.balance;
  FOR book IN SELECT e.practice, min(e.posted_on) AS earliest,
                     min(e.posted_on) FILTER (WHERE e.account = 'bank' AND e.credit > 0) AS earliest_out,
                     bool_or(e.account = 'payable' AND e.credit > 0) AS promises
                FROM posted e GROUP BY e.practice LOOP
    IF book.earliest < grant_open_from(book.practice) THEN
      PERFORM grant_refuse('month_closed', book.earliest::text);
    END IF;
    IF (SELECT coalesce(sum(b.balance), 0) FROM ledger_balances b
         WHERE b.practice = book.practice AND b.account IN ('bank', 'payable')) < 0
       OR EXISTS (SELECT FROM ledger_balances b
                   WHERE b.practice = book.practice AND b.account = 'bank' AND b.balance < 0)
       OR book.promises AND grant_available(book.practice) < 0 THEN
      PERFORM grant_refuse('balance_short', 'the advance does not cover it');
    END IF;
    IF grant_lowest_balance(book.practice, book.earliest_out) < 0 THEN
      PERFORM grant_refuse('balance_short_then', book.earliest_out::text);
    END IF;
  END LOOP;
  RETURN NULL;
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
    PERFORM grant_post_return(payment, kept, greatest(NEW.result_on, grant_open_from(batch.practice)),
      '振込後の資金の返却');
    RETURN NULL;
  END IF;
  PERFORM grant_post('payable', 'bank', payment, batch.transfer_on, '奨励金の振込');
  IF NEW.outcome = 'failed' THEN
    PERFORM grant_post_return(payment, kept, NEW.result_on, '振込不能による資金の返却');
  END IF;
  RETURN NULL;
END $$;

-- 返還金: exactly what was claimed last, out of the latest payments first, two lines for each. A repayment learnt of after its
-- day was closed or settled is booked on the first open day; the day of receipt stays in the event.
CREATE OR REPLACE FUNCTION grant_post_repayment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := nullif(grant_setting('facts'), '')::jsonb;
  owed bigint;
  part bigint;
  payment payments;
BEGIN
  SELECT coalesce((e.facts ->> 'amount')::bigint, grant_claimed(NEW.id)) INTO owed
    FROM case_events e WHERE e.application = NEW.id AND e.event = 'claim_repayment' ORDER BY e.seq DESC LIMIT 1;
  IF owed IS NULL OR facts ->> 'on' IS NULL OR facts ->> 'amount' IS NULL THEN
    PERFORM grant_refuse('evidence_missing', 'day and amount of a repayment');
  END IF;
  IF (facts ->> 'amount')::numeric IS DISTINCT FROM owed THEN
    PERFORM grant_refuse('claim_mismatch', 'amount of a repayment');
  END IF;
  PERFORM grant_ledger_lock();
  FOR payment IN SELECT * FROM payments p WHERE p.application = NEW.id AND p.state = 'paid'
                  ORDER BY p.prepared_at DESC, p.id LOOP
    part := least(owed, payment.amount - coalesce((SELECT sum(e.credit::bigint) FROM ledger_entries e
      WHERE e.payment = payment.id AND e.account = 'repayment'), 0));
    CONTINUE WHEN part <= 0;
    owed := owed - part;
    payment.amount := part;
    PERFORM grant_post('returned', 'repayment', payment,
      greatest((facts ->> 'on')::date, grant_open_from(NEW.practice)), '奨励金の返還');
  END LOOP;
  IF owed <> 0 THEN PERFORM grant_refuse('claim_mismatch', 'more comes back than was paid'); END IF;
  RETURN NULL;
END $$;

-- 締めた明細: a line that was there when its month was closed. One that was missed then is still taken in, and explained on the
-- first open day before the next month closes; else no month would ever close again.
CREATE FUNCTION grant_line_closed(line bank_statement_lines) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM reconciliations r WHERE r.practice = line.practice
    AND line.posted_on < r.month + interval '1 month' AND line.imported_at <= r.closed_at)
$$;

CREATE OR REPLACE FUNCTION grant_make_statement_line() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_require_act('statement', 'bank_statement_lines');
  NEW.imported_by := grant_require('payment_clerk', 'manager');
  NEW.imported_at := now();
  NEW.state := 'unmatched';
  NEW.remark := NULL;
  NEW.hash := grant_statement_hash(NEW);
  IF NEW.paid_in < 0 OR NEW.paid_out < 0 OR (NEW.paid_in > 0) = (NEW.paid_out > 0) THEN
    PERFORM grant_refuse('statement_mismatch', 'either in or out');
  END IF;
  PERFORM grant_ledger_lock();
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_statement_line() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  movable text[] := '{state,remark}';
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    PERFORM grant_refuse('append_only', 'bank_statement_lines');
  END IF;
  PERFORM grant_require_act('statement', 'bank_statement_lines');
  PERFORM grant_require('payment_clerk', 'manager');
  PERFORM grant_ledger_lock();
  IF grant_line_closed(OLD) THEN PERFORM grant_refuse('month_closed', OLD.posted_on::text); END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_match() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  line bank_statement_lines;
BEGIN
  IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (OLD.void_at IS NOT NULL OR NEW.void_at IS NULL
       OR to_jsonb(NEW) - 'void_at' IS DISTINCT FROM to_jsonb(OLD) - 'void_at') THEN
    PERFORM grant_refuse('append_only', 'statement_matches');
  END IF;
  PERFORM grant_require_act('statement', 'statement_matches');
  SELECT * INTO line FROM bank_statement_lines l WHERE l.id = NEW.bank_statement_line;
  PERFORM grant_ledger_lock();
  IF grant_line_closed(line) THEN PERFORM grant_refuse('month_closed', line.posted_on::text); END IF;
  IF TG_OP = 'UPDATE' THEN
    PERFORM grant_require('payment_clerk', 'manager');
    NEW.void_at := now();
    RETURN NEW;
  END IF;
  NEW.matched_by := grant_require('payment_clerk', 'manager');
  NEW.matched_at := now();
  NEW.void_at := NULL;
  IF NOT EXISTS (SELECT FROM ledger_entries e
                  WHERE e.id = NEW.ledger_entry AND e.account = 'bank' AND e.practice = line.practice) THEN
    PERFORM grant_refuse('statement_mismatch', 'not a line of the account');
  END IF;
  RETURN NEW;
END $$;

-- 月締め as before, and: no file for the bank of that month waits for its results, which could not be posted any more.
CREATE OR REPLACE FUNCTION grant_close_month() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  last_day date := (NEW.month + interval '1 month')::date - 1;
  passbook bigint;
BEGIN
  PERFORM grant_require_act('fund', 'reconciliations');
  NEW.closed_by := grant_require('payment_clerk', 'manager');
  NEW.closed_at := now();
  NEW.state := 'closed';
  NEW.confirmed_by := NULL;
  NEW.confirmed_at := NULL;
  PERFORM grant_ledger_lock();
  IF NEW.month <> date_trunc('month', NEW.month) OR NEW.month <= grant_closed_until(NEW.practice)
     OR last_day >= grant_today() THEN
    PERFORM grant_refuse('month_order', NEW.month::text);
  END IF;
  IF EXISTS (SELECT FROM bank_statement_lines l
              WHERE l.practice = NEW.practice AND l.posted_on <= last_day AND l.state = 'unmatched') THEN
    PERFORM grant_refuse('statement_open', NEW.month::text);
  END IF;
  IF EXISTS (SELECT FROM payments p JOIN payment_batches b ON b.id = p.payment_batch
              WHERE p.state = 'sealed' AND b.practice = NEW.practice AND b.transfer_on <= last_day) THEN
    PERFORM grant_refuse('result_open', NEW.month::text);
  END IF;
  SELECT coalesce(sum(e.debit::bigint - e.credit), 0) INTO NEW.book_balance FROM ledger_entries e
   WHERE e.practice = NEW.practice AND e.account = 'bank' AND e.posted_on <= last_day;
  -- What the passbook itself says: its last balance, and what came and went since; without a passbook nothing ever came.
  WITH pages AS (
    SELECT l.* FROM bank_statement_lines l WHERE l.practice = NEW.practice AND l.posted_on <= last_day
  ), said AS (
    SELECT p.posted_on, p.line, p.balance FROM pages p WHERE p.balance IS NOT NULL
     ORDER BY p.posted_on DESC, p.line DESC LIMIT 1
  )
  SELECT coalesce((SELECT s.balance FROM said s), 0) + coalesce(sum(p.paid_in::bigint - p.paid_out), 0) INTO passbook
    FROM pages p
   WHERE NOT EXISTS (SELECT FROM said s WHERE (p.posted_on, p.line) <= (s.posted_on, s.line));
  IF NEW.bank_balance IS DISTINCT FROM NEW.book_balance OR NEW.bank_balance IS DISTINCT FROM passbook THEN
    PERFORM grant_refuse('balance_differs', NEW.month::text);
  END IF;
  SELECT count(*) INTO NEW.lines FROM bank_statement_lines l
   WHERE l.practice = NEW.practice AND l.posted_on BETWEEN NEW.month AND last_day;
  RETURN NEW;
END $$;

-- What an approval rests on, asked after the lock is held: the periods before it are settled to the last line of the book, it is
-- over, its whole months are closed against the passbook by two people, and no file for the bank within it waits for its
-- results. Otherwise something would be found later that belongs into the period and can no longer be posted there. And what
-- goes back is there.
CREATE FUNCTION grant_check_period(s settlements) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  settled date := grant_settled_until(s.practice);
  month_end date := date_trunc('month', s.period_to + 1)::date - 1;
BEGIN
  IF s.period_from <= settled OR EXISTS (
      SELECT FROM ledger_entries e WHERE e.practice = s.practice AND e.posted_on > settled AND e.posted_on < s.period_from) THEN
    PERFORM grant_refuse('settlement_period', s.number::text);
  END IF;
  IF s.returned > grant_available(s.practice) THEN PERFORM grant_refuse('settlement_uncovered', s.number::text); END IF;
  IF s.period_to >= grant_today() OR grant_closed_until(s.practice) < month_end AND EXISTS (
         SELECT FROM ledger_entries e WHERE e.practice = s.practice AND e.posted_on <= month_end)
     OR EXISTS (SELECT FROM reconciliations r WHERE r.practice = s.practice AND r.state = 'closed' AND r.month <= s.period_to)
     OR EXISTS (SELECT FROM payments p JOIN payment_batches b ON b.id = p.payment_batch
                 WHERE p.state = 'sealed' AND b.practice = s.practice AND b.transfer_on <= s.period_to) THEN
    PERFORM grant_refuse('settlement_open', s.number::text);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_settlement() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  movable text[] := '{state,submitted_on,returned_on,approved_by,approved_at}';
  counted settlements;
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    PERFORM grant_refuse('append_only', 'settlements');
  END IF;
  PERFORM grant_require_act('fund', 'settlements');
  PERFORM grant_ledger_lock();
  NEW.approved_by := OLD.approved_by;
  NEW.approved_at := OLD.approved_at;
  NEW.submitted_on := OLD.submitted_on;
  CASE OLD.state || ' ' || NEW.state
    WHEN 'draft submitted' THEN
      counted := grant_count_settlement(OLD);
      IF to_jsonb(counted) IS DISTINCT FROM to_jsonb(OLD) THEN PERFORM grant_refuse('settlement_stale', OLD.number::text); END IF;
      PERFORM grant_check_period(OLD);
      NEW.approved_by := grant_require('manager', 'approver');
      IF NEW.approved_by = OLD.prepared_by THEN PERFORM grant_refuse('same_person', 'settlements'); END IF;
      NEW.approved_at := now();
      NEW.submitted_on := grant_today();
    WHEN 'draft withdrawn', 'submitted submitted', 'submitted accepted' THEN
      PERFORM grant_require('payment_clerk', 'manager');
    -- 差戻し: the last one, while nothing of it went back; its period is open again.
    WHEN 'submitted withdrawn' THEN
      IF grant_require('manager', 'approver') = OLD.prepared_by THEN PERFORM grant_refuse('same_person', 'settlements'); END IF;
      IF OLD.returned_on IS NOT NULL OR OLD.period_to < grant_settled_until(OLD.practice) THEN
        PERFORM grant_refuse('fund_state', 'a settlement that others follow');
      END IF;
    ELSE PERFORM grant_refuse('fund_state', OLD.state || ' ' || NEW.state);
  END CASE;
  RETURN NEW;
END $$;

-- 返納: after the period whose balance it is. NOT VALID: an office that runs keeps what it has.
ALTER TABLE settlements ADD CONSTRAINT grant_return_day CHECK (returned_on > period_to) NOT VALID;
