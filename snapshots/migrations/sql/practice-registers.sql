-- 練習 (仕様書 本文4(1)エ): what is asked of the prefecture, and by it, carries the mark of practice like calls do, keeps its side, and
-- goes with the practice when that is begun anew.

UPDATE consultations q SET practice = a.practice FROM applications a WHERE a.id = q.application AND a.practice;
UPDATE consultations SET practice = true WHERE application IS NULL AND NOT practice
   AND EXISTS (SELECT FROM programmes WHERE practice) AND NOT EXISTS (SELECT FROM programmes WHERE NOT practice);
UPDATE information_requests q SET practice = true FROM reports r WHERE r.id = q.report AND r.practice;
UPDATE information_requests SET practice = true WHERE report IS NULL AND NOT practice
   AND EXISTS (SELECT FROM programmes WHERE practice) AND NOT EXISTS (SELECT FROM programmes WHERE NOT practice);

CREATE TRIGGER grant_keep_practice BEFORE INSERT OR UPDATE ON consultations
  FOR EACH ROW EXECUTE FUNCTION grant_keep_practice();

-- The prefecture is answered with a report of the same side.
CREATE FUNCTION grant_keep_request_side() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.report IS NOT NULL AND NEW.practice IS DISTINCT FROM (SELECT r.practice FROM reports r WHERE r.id = NEW.report) THEN
    PERFORM grant_refuse('practice_mixed', TG_TABLE_NAME);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_practice BEFORE UPDATE ON information_requests
  FOR EACH ROW EXECUTE FUNCTION grant_keep_practice();
CREATE TRIGGER grant_keep_request_side BEFORE INSERT OR UPDATE ON information_requests
  FOR EACH ROW EXECUTE FUNCTION grant_keep_request_side();
