DROP TRIGGER grant_reopen_undone ON applications;
DROP FUNCTION grant_reopen_undone();

CREATE OR REPLACE FUNCTION grant_keep_duplicate_set() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid;
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'open' AND NEW.state <> 'open' THEN
    PERFORM grant_refuse('append_only', 'duplicate_sets');
  END IF;
  IF OLD.state <> 'open' THEN
    actor := grant_require('reviewer', 'approver', 'manager');
    IF coalesce(btrim(grant_setting('reason')), '') = '' THEN PERFORM grant_refuse('reopening_reason', NEW.id::text); END IF;
    IF to_jsonb(NEW) - '{state,reason,resolved_by,resolved_at}'::text[]
       IS DISTINCT FROM to_jsonb(OLD) - '{state,reason,resolved_by,resolved_at}'::text[] THEN
      PERFORM grant_refuse('append_only', 'duplicate_sets');
    END IF;
    -- Whoever decides at this moment waits, and then finds the set open.
    PERFORM FROM applications a JOIN duplicate_members m ON m.application = a.id
      WHERE m.duplicate_set = NEW.id ORDER BY a.id FOR NO KEY UPDATE OF a;
    IF actor IS NOT DISTINCT FROM OLD.resolved_by
       OR EXISTS (SELECT FROM duplicate_members m WHERE m.duplicate_set = NEW.id AND m.decided_by = actor) THEN
      PERFORM grant_refuse('same_person', 'reopening');
    END IF;
    IF NOT EXISTS (SELECT FROM duplicate_members m WHERE m.duplicate_set = NEW.id AND NOT grant_rests_on(m)) THEN
      PERFORM grant_refuse('duplicate_decided', NEW.id::text);
    END IF;
    NEW.reason := NULL;
    NEW.resolved_by := NULL;
    NEW.resolved_at := NULL;
  ELSIF NEW.state <> 'open' THEN
    NEW.resolved_by := grant_require('reviewer', 'approver', 'manager');
    NEW.resolved_at := now();
    IF EXISTS (SELECT FROM duplicate_members m WHERE m.duplicate_set = NEW.id AND m.verdict IS NULL) THEN
      PERFORM grant_refuse('duplicate_unjudged', NEW.id::text);
    END IF;
  END IF;
  RETURN NEW;
END $$;

DROP FUNCTION grant_settled_without(duplicate_sets);
DROP TRIGGER grant_zstop_at_return ON applications;

CREATE OR REPLACE FUNCTION grant_stop_at_receipt() RETURNS trigger LANGUAGE plpgsql
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

DROP TRIGGER grant_move_undone ON applications;
DROP FUNCTION grant_move_undone();
