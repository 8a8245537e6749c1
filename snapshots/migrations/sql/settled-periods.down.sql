-- Takes settled-periods.sql back.
ALTER TABLE settlements DROP CONSTRAINT grant_return_day;

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
      NEW.approved_by := grant_require('manager', 'approver');
      IF NEW.approved_by = OLD.prepared_by THEN PERFORM grant_refuse('same_person', 'settlements'); END IF;
      NEW.approved_at := now();
      NEW.submitted_on := grant_today();
    WHEN 'draft withdrawn', 'submitted submitted', 'submitted accepted' THEN
      PERFORM grant_require('payment_clerk', 'manager');
    ELSE PERFORM grant_refuse('fund_state', OLD.state || ' ' || NEW.state);
  END CASE;
  RETURN NEW;
END $$;

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
      greatest((facts ->> 'on')::date, grant_closed_until(NEW.practice) + 1), '奨励金の返還');
  END LOOP;
  IF owed <> 0 THEN PERFORM grant_refuse('claim_mismatch', 'more comes back than was paid'); END IF;
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

CREATE OR REPLACE FUNCTION grant_available(in_practice boolean) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(sum(balance), 0)::bigint FROM ledger_balances
   WHERE practice = in_practice AND account IN ('bank', 'payable')
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
  IF NEW.posted_on <= grant_closed_until(NEW.practice) THEN PERFORM grant_refuse('month_closed', NEW.posted_on::text); END IF;
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
  IF OLD.posted_on <= grant_closed_until(OLD.practice) THEN PERFORM grant_refuse('month_closed', OLD.posted_on::text); END IF;
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
  IF line.posted_on <= grant_closed_until(line.practice) THEN PERFORM grant_refuse('month_closed', line.posted_on::text); END IF;
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

DROP FUNCTION grant_line_closed;
DROP FUNCTION grant_lowest_balance;
DROP FUNCTION grant_reserved;
DROP FUNCTION grant_check_period;
DROP FUNCTION grant_open_from;
DROP FUNCTION grant_settled_until;
