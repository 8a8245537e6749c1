CREATE OR REPLACE FUNCTION grant_move_doubted() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  act text := coalesce(grant_setting('event'), '');
BEGIN
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN
    IF act = 'propose_release' THEN
      PERFORM grant_way(OLD.state, NEW.state);
      PERFORM grant_two_people(OLD.id, act, grant_actor());
      IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
    END IF;
    RETURN NEW;
  END IF;
  -- A correction under way ends with the suspension, as the domain says (returnStateOf).
  IF NEW.state = 'suspended' AND OLD.state = 'correction_requested' THEN NEW.suspended_from := 'in_review'; END IF;
  IF act = 'withdraw' AND OLD.state = 'suspended'
     AND OLD.suspended_from NOT IN ('submitted', 'in_review', 'correction_requested', 'recommended') THEN
    PERFORM grant_refuse('illegal_transition', 'withdraw from ' || OLD.suspended_from);
  END IF;
  IF act = 'release' THEN
    IF 'propose_release' IS DISTINCT FROM (
         SELECT e.event FROM case_events e WHERE e.application = OLD.id AND e.event IN ('suspend', 'propose_release')
          ORDER BY e.seq DESC LIMIT 1) THEN
      PERFORM grant_refuse('release_unproposed', OLD.id::text);
    END IF;
    IF grant_doubt_open(OLD.id) THEN PERFORM grant_refuse('doubt_open', 'release'); END IF;
  END IF;
  IF act IN ('grant', 'approve_top_up', 'post_notice', 'batch') AND grant_doubt_stands(OLD.id) OR act = 'refuse' AND grant_doubt_open(OLD.id) THEN
    PERFORM grant_refuse('doubt_open', act);
  END IF;
  RETURN NEW;
END $$;
