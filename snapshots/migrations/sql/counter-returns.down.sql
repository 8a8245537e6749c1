-- As in post.sql.
CREATE OR REPLACE FUNCTION grant_keep_custody() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  last custody_entries;
  allowed text[];
BEGIN
  NEW.recorded_by := grant_require('reception', 'manager');
  PERFORM pg_advisory_xact_lock(hashtextextended('grant.custody/' || NEW.application::text, 0));
  NEW.recorded_at := clock_timestamp();
  SELECT * INTO last FROM custody_entries c WHERE c.application = NEW.application AND c.what = NEW.what
   ORDER BY c.recorded_at DESC LIMIT 1;
  allowed := CASE coalesce(last.action, 'none')
    WHEN 'none' THEN '{stored}' WHEN 'returned' THEN '{stored}'
    WHEN 'stored' THEN '{moved,returned,disposal_asked}' WHEN 'moved' THEN '{moved,returned,disposal_asked}'
    WHEN 'disposal_asked' THEN '{destroyed,moved}' ELSE '{}' END::text[];
  IF NEW.action <> ALL (allowed) THEN
    PERFORM grant_refuse('custody_step', concat_ws(' after ', NEW.action, coalesce(last.action, 'nothing')));
  END IF;
  IF NEW.action = 'destroyed' AND last.recorded_by = NEW.recorded_by THEN
    PERFORM grant_refuse('same_person', 'disposal of an original');
  END IF;
  IF (NEW.action = 'returned' AND NEW.tracking_number IS NULL) OR (NEW.action <> 'returned' AND NEW.place IS NULL) THEN
    PERFORM grant_refuse('custody_step', NEW.action || ' without its place or number');
  END IF;
  RETURN NEW;
END $$;
