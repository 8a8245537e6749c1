-- Bank statement and reconciliation (残高照合, 栃木県財務規則 81条から88条の例): a line of the passbook is taken in once, is
-- explained by lines of the ledger or in words, and a month is closed only when both books say the same.

CREATE FUNCTION grant_statement_hash(l bank_statement_lines) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_digest(jsonb_build_array(l.practice, l.posted_on::text, l.paid_in, l.paid_out, l.balance, l.description, l.line)::text)
$$;

-- Which of these lines (array of day, in, out, balance, description, place in the day) are not taken in yet: their places.
CREATE FUNCTION grant_new_statement_lines(lines jsonb, in_practice boolean) RETURNS SETOF bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT l.place - 1 FROM jsonb_array_elements(lines) WITH ORDINALITY AS l (line, place)
   WHERE NOT EXISTS (SELECT FROM bank_statement_lines known
      WHERE known.hash = grant_digest((jsonb_build_array(in_practice) || l.line)::text)) ORDER BY l.place
$$;
CREATE UNIQUE INDEX grant_one_match ON statement_matches (ledger_entry) WHERE void_at IS NULL;

CREATE FUNCTION grant_make_statement_line() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER grant_make_statement_line BEFORE INSERT ON bank_statement_lines
  FOR EACH ROW EXECUTE FUNCTION grant_make_statement_line();

CREATE FUNCTION grant_keep_statement_line() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER grant_keep_statement_line BEFORE UPDATE OR DELETE ON bank_statement_lines
  FOR EACH ROW EXECUTE FUNCTION grant_keep_statement_line();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON bank_statement_lines
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

CREATE FUNCTION grant_keep_match() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER grant_keep_match BEFORE INSERT OR UPDATE OR DELETE ON statement_matches
  FOR EACH ROW EXECUTE FUNCTION grant_keep_match();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON statement_matches
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- At commit: matched means the lines of the ledger come to exactly this line; explained means a sentence and no lines.
CREATE FUNCTION grant_check_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  line bank_statement_lines;
  found bigint;
  booked bigint;
BEGIN
  SELECT * INTO line FROM bank_statement_lines l
   WHERE l.id = coalesce(nullif(to_jsonb(NEW) ->> 'bank_statement_line', '')::uuid, NEW.id);
  SELECT count(*), coalesce(sum(e.debit::bigint - e.credit), 0) INTO found, booked
    FROM statement_matches m JOIN ledger_entries e ON e.id = m.ledger_entry
   WHERE m.bank_statement_line = line.id AND m.void_at IS NULL;
  IF line.state = 'matched' AND (found = 0 OR booked IS DISTINCT FROM line.paid_in::bigint - line.paid_out)
     OR line.state <> 'matched' AND found > 0
     OR line.state = 'explained' AND coalesce(trim(line.remark), '') = '' THEN
    PERFORM grant_refuse('statement_mismatch', line.id::text);
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_check_statement AFTER INSERT OR UPDATE ON bank_statement_lines
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION grant_check_statement();
CREATE CONSTRAINT TRIGGER grant_check_statement AFTER INSERT OR UPDATE ON statement_matches
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION grant_check_statement();

-- 月締め: the month is over, comes after the last closed one, has no open line, and the passbook says what the book says.
CREATE UNIQUE INDEX grant_one_closing ON reconciliations (practice, month);

CREATE FUNCTION grant_close_month() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  last_day date := (NEW.month + interval '1 month')::date - 1;
  last_balance bigint;
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
  SELECT l.balance INTO last_balance FROM bank_statement_lines l
   WHERE l.practice = NEW.practice AND l.posted_on <= last_day AND l.balance IS NOT NULL
   ORDER BY l.posted_on DESC, l.line DESC LIMIT 1;
  IF NEW.bank_balance IS DISTINCT FROM NEW.book_balance OR last_balance <> NEW.bank_balance THEN
    PERFORM grant_refuse('balance_differs', NEW.month::text);
  END IF;
  SELECT count(*) INTO NEW.lines FROM bank_statement_lines l
   WHERE l.practice = NEW.practice AND l.posted_on BETWEEN NEW.month AND last_day;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_close_month BEFORE INSERT ON reconciliations FOR EACH ROW EXECUTE FUNCTION grant_close_month();

CREATE FUNCTION grant_confirm_month() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  movable text[] := '{state,confirmed_by,confirmed_at}';
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'closed' OR NEW.state <> 'confirmed'
     OR to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
    PERFORM grant_refuse('append_only', 'reconciliations');
  END IF;
  PERFORM grant_require_act('fund', 'reconciliations');
  NEW.confirmed_by := grant_require('manager', 'approver', 'payment_clerk');
  NEW.confirmed_at := now();
  IF NEW.confirmed_by = OLD.closed_by THEN PERFORM grant_refuse('same_person', 'reconciliations'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_confirm_month BEFORE UPDATE OR DELETE ON reconciliations
  FOR EACH ROW EXECUTE FUNCTION grant_confirm_month();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON reconciliations
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();
