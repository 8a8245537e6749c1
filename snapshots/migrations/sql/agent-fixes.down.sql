DROP TRIGGER grant_keep_first_agent ON postal_agents;
DROP FUNCTION grant_keep_first_agent;
DROP FUNCTION grant_agent_text;
CREATE OR REPLACE FUNCTION grant_keep_postal_agent() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
BEGIN
  SELECT * INTO of_case FROM applications
   WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.application ELSE NEW.application END FOR NO KEY UPDATE;
  IF of_case.channel IS DISTINCT FROM 'post' OR of_case.state <> 'received'
     OR TG_OP = 'UPDATE' AND NEW.application <> OLD.application THEN
    PERFORM grant_refuse('content_locked', 'the agent of a case in ' || of_case.state);
  END IF;
  PERFORM grant_require('reception');
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  NEW.recorded_by := grant_actor();
  NEW.recorded_at := grant_moment();
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION grant_record_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  before text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END;
BEGIN
  IF NEW.state = 'draft' THEN RETURN NULL; END IF;
  IF NEW.state IS NOT DISTINCT FROM before AND coalesce(grant_setting('event'), '') NOT IN ('change_account', 'judge_anew')
     AND grant_answers(to_jsonb(NEW)) = grant_answers(to_jsonb(OLD)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO case_events (application, event, from_state, to_state, actor, duty, reason, facts)
  VALUES (NEW.id, grant_setting('event'), before, NEW.state, grant_actor(), grant_setting('duty'),
          grant_setting('reason'), grant_setting('facts')::json);
  RETURN NULL;
END $$;
