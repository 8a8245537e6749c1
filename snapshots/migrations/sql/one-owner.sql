-- 同じ事業主 (仕様書 本文4(2)ウ): a sole owner who moved, or whose address was read wrongly, is kept twice, and an award to
-- the one counts for the other: both have one 雇用保険適用事業所番号. The same name alone, or the same office of a
-- corporation, proves nothing and is for a person to look at. Replaces grant_check_award of unknowns.sql and two
-- functions of newer-grounds.sql.

CREATE INDEX grant_akin_name ON applications (name_key, id) WHERE name_key <> '';

-- Other cases of the employer of these answers: for certain (one employer, or two sole owners of one insurance office), or
-- perhaps, and then by what ('office': 適用事業所番号, 'name': 名称, where one of the two has no 法人番号).
CREATE FUNCTION grant_akin(of_case uuid, on_side boolean, of_employer uuid, corporate text, office text, name text)
RETURNS TABLE (application uuid, certain boolean, agreed text) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH found AS (
    SELECT a.id, 'employer' AS agreed FROM applications a WHERE a.employer = of_employer
    UNION ALL
    SELECT a.id, 'corporate' FROM applications a WHERE a.employer_corporate_number = corporate
    UNION ALL
    SELECT a.id, CASE WHEN corporate IS NULL AND a.employer_corporate_number IS NULL THEN 'owner' ELSE 'office' END
      FROM applications a WHERE a.insurance_office_number = office
    UNION ALL
    SELECT a.id, 'name' FROM applications a
     WHERE a.name_key = name AND a.name_key <> '' AND (corporate IS NULL OR a.employer_corporate_number IS NULL)
  ), ranked AS (
    SELECT f.id, f.agreed, array_position(ARRAY['corporate', 'employer', 'owner', 'office', 'name'], f.agreed) AS rank
      FROM found f JOIN applications a ON a.id = f.id
     WHERE a.practice = on_side AND f.id IS DISTINCT FROM of_case
  )
  SELECT DISTINCT ON (r.id) r.id, r.rank <= 3, r.agreed FROM ranked r ORDER BY r.id, r.rank
$$;

CREATE FUNCTION grant_akin(of_case applications)
RETURNS TABLE (application uuid, certain boolean, agreed text) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT * FROM grant_akin(of_case.id, of_case.practice, of_case.employer, of_case.employer_corporate_number,
                           of_case.insurance_office_number, of_case.name_key)
$$;

-- Of two decisions for one employer, or what may be one, or for one employee, at one moment the second sees the first. By all
-- that grant_akin and grant_awards_newer go by: a firm may be kept twice under one 法人番号, with other names and offices.
-- Always in this order.
CREATE FUNCTION grant_award_lock(of_case applications) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF of_case.employer IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('grant.award/' || of_case.employer, 0));
  END IF;
  IF of_case.employer_corporate_number IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('grant.award/' || of_case.employer_corporate_number, 0));
  END IF;
  IF of_case.insurance_office_number IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('grant.award/' || of_case.insurance_office_number, 0));
  END IF;
  IF of_case.name_key <> '' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('grant.award/' || of_case.name_key, 0));
  END IF;
  IF of_case.employee_key <> '' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('grant.award/' || of_case.employee_key, 0));
  END IF;
END $$;

-- 支給の上限: no more awards than the programme allows, counted by what it counts by.
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
  PERFORM grant_award_lock(of_case);
  IF (SELECT count(*) FROM decisions d
        JOIN applications a ON a.id = d.application
        JOIN programmes p ON p.id = a.programme
       WHERE d.status = 'live' AND d.kind = 'grant' AND a.id <> of_case.id AND a.practice = of_case.practice
         AND CASE per
           WHEN 'employee_child' THEN a.employee_key = of_case.employee_key AND a.child_birth_on = of_case.child_birth_on
           ELSE a.id IN (SELECT k.application FROM grant_akin(of_case) k WHERE k.certain)
                AND (per = 'employer' OR p.fiscal_year = year) END) >= coalesce(most, 1) THEN
    PERFORM grant_refuse('award_limit', per);
  END IF;
END $$;

-- Other grants to what is, or may be, the same employer, or for the same employee, since the judgement: receipt numbers,
-- for whoever has to look.
CREATE OR REPLACE FUNCTION grant_awards_newer(of_case uuid) RETURNS SETOF text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT a FROM applications a WHERE a.id = of_case),
  others AS (
    SELECT k.application FROM me, LATERAL grant_akin(me.a) k
    UNION
    SELECT o.id FROM me JOIN applications o
      ON o.employee_key = (me.a).employee_key AND o.employee_key <> '' AND o.practice = (me.a).practice AND o.id <> of_case)
  SELECT DISTINCT coalesce(o.receipt_number, d.number)
    FROM others JOIN applications o ON o.id = others.application
    JOIN decisions d ON d.application = o.id AND d.kind = 'grant' AND d.status = 'live'
   WHERE d.decided_at
         > (SELECT j.judged_at FROM judgements j WHERE j.application = of_case ORDER BY j.number DESC LIMIT 1)
   ORDER BY 1
$$;

CREATE OR REPLACE FUNCTION grant_decide_with_lists() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications := (SELECT a FROM applications a WHERE a.id = NEW.application);
BEGIN
  IF grant_lists_newer(NEW.application) THEN PERFORM grant_refuse('lists_newer', NEW.application::text); END IF;
  PERFORM grant_award_lock(of_case);
  IF EXISTS (SELECT FROM grant_awards_newer(NEW.application)) THEN
    PERFORM grant_refuse('awards_newer', NEW.application::text);
  END IF;
  RETURN NEW;
END $$;
