-- 担当の引継ぎ (仕様書 本文4(2)カ): another reviewer goes on with the case of one who is away. Whose a case is follows from the two
-- events by which somebody takes it, and from nothing else.

CREATE FUNCTION grant_assign_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  way lifecycle_transitions;
BEGIN
  IF coalesce(grant_setting('event'), '') NOT IN ('take', 'take_over') OR NEW.assigned_to IS DISTINCT FROM grant_actor()
     OR NEW.assigned_to IS NOT DISTINCT FROM OLD.assigned_to THEN
    PERFORM grant_refuse('state_fenced', 'assigned_to');
  END IF;
  IF grant_setting('event') = 'take_over' THEN
    -- The case stays where it is, where grant_move_case asks for no row of the table.
    way := grant_way(OLD.state, NEW.state);
    PERFORM grant_two_people(OLD.id, way.event, grant_actor());
    IF btrim(coalesce(grant_setting('reason'), ''), E' \t\n\u3000') = '' THEN
      PERFORM grant_refuse('state_fenced', 'take_over without a reason');
    END IF;
    IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_assign_case BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.assigned_to IS DISTINCT FROM NEW.assigned_to OR current_setting('grant.event', true) = 'take_over')
  EXECUTE FUNCTION grant_assign_case();

CREATE FUNCTION grant_record_handing_over() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO case_events (application, event, from_state, to_state, actor, duty, reason, facts)
  VALUES (NEW.id, grant_setting('event'), OLD.state, NEW.state, grant_actor(), grant_setting('duty'),
          grant_setting('reason'), grant_setting('facts')::json);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_record_handing_over AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.assigned_to IS DISTINCT FROM NEW.assigned_to AND current_setting('grant.event', true) = 'take_over')
  EXECUTE FUNCTION grant_record_handing_over();
