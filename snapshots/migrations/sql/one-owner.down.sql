-- Back to the employer as kept.
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
  IF per = 'employee_child' AND (of_case.employee_key IS NULL OR of_case.child_birth_on IS NULL) THEN
    PERFORM grant_refuse('decision_mismatch', 'a grant names the employee and the child');
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
CREATE OR REPLACE FUNCTION grant_awards_newer(of_case uuid) RETURNS SETOF text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT DISTINCT coalesce(o.receipt_number, d.number) FROM applications a
    JOIN LATERAL (SELECT j.judged_at FROM judgements j WHERE j.application = a.id ORDER BY j.number DESC LIMIT 1) last ON true
    JOIN applications o ON o.id <> a.id AND o.practice = a.practice
     AND (o.employer = a.employer OR o.employee_key = a.employee_key AND a.employee_key <> '')
    JOIN decisions d ON d.application = o.id AND d.kind = 'grant' AND d.status = 'live' AND d.decided_at > last.judged_at
   WHERE a.id = of_case ORDER BY 1
$$;
CREATE OR REPLACE FUNCTION grant_decide_with_lists() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_employer uuid := (SELECT a.employer FROM applications a WHERE a.id = NEW.application);
BEGIN
  IF grant_lists_newer(NEW.application) THEN PERFORM grant_refuse('lists_newer', NEW.application::text); END IF;
  -- The lock of grant_check_award: of two decisions for one employer at one moment the second sees the first.
  IF of_employer IS NOT NULL THEN PERFORM pg_advisory_xact_lock(hashtextextended('grant.award/' || of_employer, 0)); END IF;
  IF EXISTS (SELECT FROM grant_awards_newer(NEW.application)) THEN
    PERFORM grant_refuse('awards_newer', NEW.application::text);
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION grant_award_lock;
DROP FUNCTION grant_akin(applications);
DROP FUNCTION grant_akin(uuid, boolean, uuid, text, text, text);
DROP INDEX grant_akin_name;
