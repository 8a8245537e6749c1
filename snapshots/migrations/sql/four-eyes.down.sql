DROP TRIGGER grant_zaccount_by_another ON applications;
DROP FUNCTION grant_account_by_another;
CREATE OR REPLACE FUNCTION grant_two_people(of_case uuid, act text, actor uuid) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  earlier text;
BEGIN
  SELECT eyes.earlier_event INTO earlier
    FROM lifecycle_four_eyes eyes
    CROSS JOIN LATERAL (
      SELECT e.actor FROM case_events e
       WHERE e.application = of_case AND e.event = eyes.earlier_event ORDER BY e.seq DESC LIMIT 1
    ) done
   WHERE eyes.event = act AND done.actor = grant_two_people.actor LIMIT 1;
  IF FOUND THEN PERFORM grant_refuse('same_person', earlier || ' / ' || act); END IF;
END $$;
ALTER TABLE lifecycle_four_eyes DROP COLUMN counts;
