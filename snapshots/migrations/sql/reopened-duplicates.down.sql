DROP TRIGGER grant_zkeep_resting ON duplicate_members;
DROP FUNCTION grant_keep_resting();
DROP TRIGGER grant_reopen_duplicates ON duplicate_sets;
DROP FUNCTION grant_reopen_duplicates();
DROP FUNCTION grant_rests_on(duplicate_members);
DROP TABLE duplicate_reopenings;

CREATE OR REPLACE FUNCTION grant_keep_duplicate_set() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'open' THEN PERFORM grant_refuse('append_only', 'duplicate_sets'); END IF;
  IF NEW.state <> 'open' THEN
    PERFORM grant_require('reviewer', 'approver', 'manager');
    IF EXISTS (SELECT FROM duplicate_members m WHERE m.duplicate_set = NEW.id AND m.verdict IS NULL) THEN
      PERFORM grant_refuse('duplicate_unjudged', NEW.id::text);
    END IF;
  END IF;
  RETURN NEW;
END $$;
