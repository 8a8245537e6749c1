DROP TRIGGER grant_clear_rewritten ON duplicate_sets;
DROP FUNCTION grant_clear_rewritten();

CREATE OR REPLACE FUNCTION grant_keep_duplicate_member() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  set_state text;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'duplicate_members'); END IF;
  SELECT s.state INTO set_state FROM duplicate_sets s WHERE s.id = NEW.duplicate_set FOR NO KEY UPDATE;
  IF set_state IS DISTINCT FROM 'open'
     OR TG_OP = 'UPDATE' AND (NEW.duplicate_set, NEW.application) IS DISTINCT FROM (OLD.duplicate_set, OLD.application) THEN
    PERFORM grant_refuse('append_only', 'duplicate_members');
  END IF;
  IF NEW.verdict IS NOT NULL THEN
    NEW.decided_by := grant_require('reviewer', 'approver', 'manager');
    NEW.decided_at := now();
    IF coalesce(btrim(NEW.reason), '') = '' OR NEW.verdict NOT IN ('valid', 'duplicate', 'different') THEN
      PERFORM grant_refuse('duplicate_unjudged', 'a judgement names its reason');
    END IF;
  END IF;
  RETURN NEW;
END $$;

DROP FUNCTION grant_duplicate_digest(duplicate_sets);
