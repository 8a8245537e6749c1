-- Decisions and what they oblige the office to pay (仕様書 本文4(2)キ 支給決定): one live decision per case, made by a person
-- who neither brought the case in nor reviewed it, for exactly the judged amount; one obligation per decision.

ALTER TABLE decisions
  ADD CONSTRAINT grant_same_person CHECK (decided_by <> recommended_by),
  ADD CONSTRAINT grant_decision_mismatch CHECK (
    kind IN ('grant', 'refuse') AND status IN ('live', 'cancelled')
    AND (kind = 'refuse' AND coalesce(amount, 0) = 0 OR kind = 'grant' AND amount > 0 AND amount IS NOT NULL));
CREATE UNIQUE INDEX grant_one_decision ON decisions (application) WHERE status = 'live';
CREATE UNIQUE INDEX grant_one_obligation ON obligations (decision);
ALTER TABLE obligations ADD CONSTRAINT grant_obligation_mismatch CHECK (amount > 0);

-- 支給回数の上限 (要領 1事業主当たり1回まで). Who counts and how often are figures of the programme version (award_limit_per,
-- award_limit_count), and the fiscal year is the programme's, so a unique index cannot say it. The check runs under a
-- lock on what is counted: of two decisions for one employer made at the same time the second waits and is refused.
CREATE FUNCTION grant_check_award(of_case applications) RETURNS void LANGUAGE plpgsql
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

CREATE FUNCTION grant_make_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
  resting text := CASE NEW.kind WHEN 'grant' THEN 'granted' ELSE 'refused' END;
BEGIN
  IF grant_setting('event') IS DISTINCT FROM NEW.kind THEN PERFORM grant_refuse('state_fenced', 'decisions'); END IF;
  IF grant_require('approver') IS DISTINCT FROM NEW.decided_by THEN
    PERFORM grant_refuse('forbidden_duty', 'a decision is signed by the person who makes it');
  END IF;
  SELECT * INTO of_case FROM applications WHERE id = NEW.application FOR NO KEY UPDATE;
  IF of_case.state NOT IN ('recommended', resting) THEN PERFORM grant_refuse('state_fenced', of_case.state); END IF;
  IF NEW.recommended_by IS DISTINCT FROM of_case.recommended_by OR NEW.status <> 'live' THEN
    PERFORM grant_refuse('decision_mismatch', 'recommended_by, status');
  END IF;
  -- Not only whoever did it last: nobody decides who ever submitted, registered, took or recommended this case.
  IF EXISTS (SELECT FROM case_events e JOIN lifecycle_four_eyes eyes ON eyes.earlier_event = e.event
              WHERE e.application = NEW.application AND eyes.event = NEW.kind AND e.actor = NEW.decided_by) THEN
    PERFORM grant_refuse('same_person', NEW.kind);
  END IF;
  IF NEW.kind = 'grant' THEN
    IF NEW.amount IS DISTINCT FROM of_case.amount_total THEN
      PERFORM grant_refuse('decision_mismatch', 'amount');
    END IF;
    PERFORM grant_check_award(of_case);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_decision BEFORE INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION grant_make_decision();

-- A decision never changes; it may be cancelled, by the event that says so.
CREATE FUNCTION grant_keep_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'status' = to_jsonb(OLD) - 'status' THEN
    IF NEW.status = OLD.status THEN RETURN NEW; END IF;
    IF NEW.status = 'cancelled' AND grant_setting('event') IN ('cancel', 'claim_repayment') THEN
      PERFORM grant_require('approver');
      RETURN NEW;
    END IF;
    PERFORM grant_refuse('state_fenced', 'decisions.status');
  END IF;
  PERFORM grant_refuse('append_only', 'decisions');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON decisions
  FOR EACH ROW EXECUTE FUNCTION grant_keep_decision();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON decisions
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

CREATE FUNCTION grant_make_obligation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  decision decisions;
BEGIN
  SELECT * INTO decision FROM decisions d WHERE d.id = NEW.decision FOR NO KEY UPDATE;
  PERFORM grant_require('approver');
  IF decision.kind <> 'grant' OR decision.status <> 'live' OR decision.application IS DISTINCT FROM NEW.application
     OR NEW.status <> 'open' OR (NEW.kind = 'grant' AND NEW.amount IS DISTINCT FROM decision.amount) THEN
    PERFORM grant_refuse('obligation_mismatch', NEW.decision::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_obligation BEFORE INSERT ON obligations
  FOR EACH ROW EXECUTE FUNCTION grant_make_obligation();

-- open -> settled once the money arrived, open -> cancelled while no money is on its way. Nothing else moves.
CREATE FUNCTION grant_keep_obligation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status' THEN
    PERFORM grant_refuse('append_only', 'obligations');
  END IF;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;
  IF NOT (
    OLD.status = 'open' AND NEW.status = 'settled'
      AND EXISTS (SELECT FROM payments p WHERE p.obligation = OLD.id AND p.state = 'paid')
    OR OLD.status = 'open' AND NEW.status = 'cancelled'
      AND NOT EXISTS (SELECT FROM payments p WHERE p.obligation = OLD.id AND p.state IN ('prepared', 'sealed', 'paid'))
  ) THEN
    PERFORM grant_refuse('obligation_mismatch', OLD.status || ' -> ' || NEW.status);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON obligations
  FOR EACH ROW EXECUTE FUNCTION grant_keep_obligation();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON obligations
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();
