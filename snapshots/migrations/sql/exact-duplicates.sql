-- 同じ申請 (仕様書 本文4(2)ウ): one leave of one employee at one employer, filed twice. Whether the second is kept out at receipt
-- or looked into before the decision is a figure of the programme (exact_duplicates). At the decision it holds whatever
-- the figure says, and also where nobody has ever compared the two.

-- At receipt: only what is the same beyond doubt, and only while the first is alive. Somebody else's employee of the same
-- number is a matter for a person to judge; whoever was refused or cancelled may file again.
CREATE FUNCTION grant_stop_at_receipt() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(NEW.employee_key, '') = '' OR NOT EXISTS (
       SELECT FROM programme_versions v WHERE v.id = NEW.programme_version AND v.exact_duplicates = 'receipt') THEN
    RETURN NEW;
  END IF;
  -- The same lock as the comparison takes: of two that arrive at one moment, the second sees the first.
  PERFORM pg_advisory_xact_lock(hashtextextended('grant.duplicates', 0));
  IF EXISTS (
       SELECT FROM applications o
        WHERE o.employee_key = NEW.employee_key AND o.id <> NEW.id AND o.practice = NEW.practice
          AND (o.employer = NEW.employer OR o.employer_corporate_number = NEW.employer_corporate_number
               OR o.insurance_office_number = NEW.insurance_office_number)
          AND o.state NOT IN ('draft', 'received', 'withdrawn', 'refused', 'cancelled', 'repaid')) THEN
    PERFORM grant_refuse('duplicate_filed', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
-- Named to run after the columns of the new state are written.
CREATE TRIGGER grant_zstop_at_receipt BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state IN ('draft', 'received') AND NEW.state = 'submitted')
  EXECUTE FUNCTION grant_stop_at_receipt();

-- At the decision: a case of the same employee and child that stands in no set with this one was never looked at.
-- What stands in an open set, or was judged a duplicate, is refused by grant_decide_undoubted.
CREATE FUNCTION grant_decide_compared() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT FROM applications a JOIN applications o
           ON o.employee_key = a.employee_key AND o.id <> a.id AND o.practice = a.practice
        WHERE a.id = NEW.application AND a.employee_key <> '' AND o.state NOT IN ('draft', 'received', 'withdrawn')
          AND NOT EXISTS (
              SELECT FROM duplicate_members mine JOIN duplicate_members theirs USING (duplicate_set)
               WHERE mine.application = a.id AND theirs.application = o.id)) THEN
    PERFORM grant_refuse('duplicate_unseen', NEW.application::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_decide_compared BEFORE INSERT ON decisions
  FOR EACH ROW WHEN (NEW.kind = 'grant') EXECUTE FUNCTION grant_decide_compared();
