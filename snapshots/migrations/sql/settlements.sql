-- 精算書と返納 (栃木県財務規則 81条から88条の例): the figures are counted here, never typed; another person approves them; the
-- rest goes back to the prefecture as one posting that names its settlement.

CREATE FUNCTION grant_count_settlement(s settlements) RETURNS settlements LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  f record;
BEGIN
  SELECT * INTO f FROM grant_fund_figures(s.practice, s.period_from, s.period_to);
  s.opening := f.opening;
  s.received := f.received;
  s.paid := f.paid;
  s.paid_count := f.paid_count;
  s.interest := f.interest;
  s.fees := f.fees;
  s.repaid := f.repaid;
  s.breakdown := f.tiers;
  IF s.kind = 'final' THEN s.returned := f.closing; END IF;
  s.carried_over := f.closing - coalesce(s.returned, 0);
  RETURN s;
END $$;

CREATE FUNCTION grant_make_settlement() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_require_act('fund', 'settlements');
  PERFORM grant_ledger_lock();
  NEW.prepared_by := grant_require('payment_clerk', 'manager');
  NEW := grant_count_settlement(NEW);
  NEW.prepared_by := grant_actor();
  NEW.approved_at := NULL;
  IF NEW.state <> 'draft' OR NEW.approved_by IS NOT NULL OR NEW.returned_on IS NOT NULL OR NEW.submitted_on IS NOT NULL
     OR NEW.period_to < NEW.period_from OR NEW.returned IS NULL OR NEW.returned < 0 OR NEW.carried_over < 0 THEN
    PERFORM grant_refuse('settlement_mismatch', NEW.number::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_settlement BEFORE INSERT ON settlements FOR EACH ROW EXECUTE FUNCTION grant_make_settlement();

-- draft -> submitted by another person while the figures are still what the book says, draft -> withdrawn; then only the
-- day of return and 確認済.
CREATE FUNCTION grant_keep_settlement() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER grant_keep_settlement BEFORE UPDATE OR DELETE ON settlements
  FOR EACH ROW EXECUTE FUNCTION grant_keep_settlement();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON settlements
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- At commit: returned means booked as returned, for exactly that sum.
CREATE FUNCTION grant_check_return() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  settled settlements;
BEGIN
  SELECT * INTO settled FROM settlements s
   WHERE s.id = coalesce(nullif(to_jsonb(NEW) ->> 'settlement', '')::uuid, NEW.id);
  IF (SELECT coalesce(sum(e.debit::bigint - e.credit), 0) FROM ledger_entries e
       WHERE e.settlement = settled.id AND e.account = 'returned' AND e.practice = settled.practice)
     IS DISTINCT FROM (CASE WHEN settled.returned_on IS NULL THEN 0 ELSE settled.returned END)
     OR settled.returned_on IS NOT NULL AND settled.state NOT IN ('submitted', 'accepted') THEN
    PERFORM grant_refuse('settlement_mismatch', 'return of ' || settled.number);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_check_return AFTER INSERT OR UPDATE ON settlements DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION grant_check_return();
CREATE CONSTRAINT TRIGGER grant_check_return AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.settlement IS NOT NULL) EXECUTE FUNCTION grant_check_return();
