-- Takes unknowns.sql back.
CREATE OR REPLACE FUNCTION grant_close_month() RETURNS trigger LANGUAGE plpgsql
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

CREATE OR REPLACE FUNCTION grant_check_award(of_case applications) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  per text;
  most integer;
  year integer := (SELECT p.fiscal_year FROM programmes p WHERE p.id = of_case.programme);
BEGIN
  SELECT v.award_limit_per, v.award_limit_count INTO per, most
    FROM programme_versions v WHERE v.id = of_case.programme_version;
  per := coalesce(per, 'employer_fy');
  IF per <> 'employee_child' AND of_case.employer IS NULL THEN
    PERFORM grant_refuse('decision_mismatch', 'a grant names its employer');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws('/', 'grant.award',
    CASE per WHEN 'employee_child' THEN of_case.employee_key ELSE of_case.employer::text END), 0));
  IF (SELECT count(*) FROM decisions d
        JOIN applications a ON a.id = d.application
        JOIN programmes p ON p.id = a.programme
       WHERE d.status = 'live' AND d.kind = 'grant' AND a.id <> of_case.id AND a.practice = of_case.practice
         AND CASE per
           WHEN 'employee_child' THEN a.employee_key = of_case.employee_key AND a.child_birth_on = of_case.child_birth_on
           WHEN 'employer' THEN a.employer = of_case.employer
           ELSE a.employer = of_case.employer AND p.fiscal_year = year END) >= coalesce(most, 1) THEN
    PERFORM grant_refuse('award_limit', per);
  END IF;
END $$;
