-- 手続代行者の誤記 (仕様書 本文4(2)イ): who filed by post, typed wrongly when the papers came, is named anew by the office like a slip in an
-- answer: with a reason, by its own event and version, by nobody who judges the case, and the original is kept. Replaces
-- functions of postal-agents.sql and judged-anew.sql.

CREATE OR REPLACE FUNCTION grant_keep_postal_agent() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
BEGIN
  SELECT * INTO of_case FROM applications
   WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.application ELSE NEW.application END FOR NO KEY UPDATE;
  IF of_case.channel IS DISTINCT FROM 'post' OR TG_OP = 'UPDATE' AND NEW.application <> OLD.application
     OR of_case.state <> 'received' AND grant_setting('event') IS DISTINCT FROM 'staff_fix' THEN
    PERFORM grant_refuse('content_locked', 'the agent of a case in ' || of_case.state);
  END IF;
  IF of_case.state = 'received' THEN
    PERFORM grant_require('reception');
  ELSE
    IF btrim(coalesce(grant_setting('reason'), ''), E' \t\n\u3000') = '' THEN PERFORM grant_refuse('fix_reason', 'staff_fix'); END IF;
    PERFORM grant_way(of_case.state, of_case.state);
    PERFORM grant_two_people(of_case.id, 'staff_fix', grant_actor());
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  NEW.recorded_by := grant_actor();
  NEW.recorded_at := grant_moment();
  RETURN NEW;
END $$;

-- As the papers name the agent, in one line.
CREATE FUNCTION grant_agent_text(named postal_agents) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT concat_ws('　', g.name, nullif(g.office, ''), nullif(g.qualification, ''), nullif(g.registration_number, ''),
                   CASE WHEN named.mandate_enclosed THEN '委任状あり' ELSE '委任状なし' END)
    FROM agents g WHERE g.id = named.agent
$$;

CREATE FUNCTION grant_keep_first_agent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  of_case uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.application ELSE NEW.application END;
BEGIN
  PERFORM set_config('grant.agent_fixed', of_case::text, true);
  INSERT INTO staff_fixes (application, answer, old_value, new_value, reason, fixed_by)
  VALUES (of_case, 'postal_agent',
          CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(grant_agent_text(OLD)) END,
          CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(grant_agent_text(NEW)) END, grant_setting('reason'), grant_actor());
  RETURN NULL;
END $$;
CREATE TRIGGER grant_keep_first_agent AFTER INSERT OR UPDATE OR DELETE ON postal_agents FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'staff_fix') EXECUTE FUNCTION grant_keep_first_agent();

CREATE OR REPLACE FUNCTION grant_record_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  before text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END;
BEGIN
  IF NEW.state = 'draft' THEN RETURN NULL; END IF;
  IF NEW.state IS NOT DISTINCT FROM before AND coalesce(grant_setting('event'), '') NOT IN ('change_account', 'judge_anew')
     AND grant_answers(to_jsonb(NEW)) = grant_answers(to_jsonb(OLD))
     -- The agent of a postal case is no answer, and put right like one.
     AND grant_setting('agent_fixed') IS DISTINCT FROM NEW.id::text THEN
    RETURN NULL;
  END IF;
  INSERT INTO case_events (application, event, from_state, to_state, actor, duty, reason, facts)
  VALUES (NEW.id, grant_setting('event'), before, NEW.state, grant_actor(), grant_setting('duty'),
          grant_setting('reason'), grant_setting('facts')::json);
  RETURN NULL;
END $$;
