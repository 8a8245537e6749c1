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

DROP FUNCTION grant_check_period;
DROP FUNCTION grant_open_from;
DROP FUNCTION grant_settled_until;
