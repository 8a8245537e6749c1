-- 重複の再確認 (仕様書 本文4(2)ウ): a judgement of duplicates can be wrong. Another person than those who made it opens the set
-- again, with a reason; what was judged before is kept. A judgement that a decision rests on stays: who wants it changed
-- takes the decision back first.

CREATE TABLE duplicate_reopenings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), duplicate_set uuid NOT NULL REFERENCES duplicate_sets (id) ON DELETE RESTRICT,
  reopened_by uuid NOT NULL REFERENCES directus_users (id) ON DELETE RESTRICT, reopened_at timestamptz NOT NULL,
  reason text NOT NULL,
  -- The outcome, and the judgements as they stood: application, verdict, reason, decided_by, decided_at.
  outcome text NOT NULL, judgements jsonb NOT NULL
);
CREATE INDEX grant_reopenings_of ON duplicate_reopenings (duplicate_set);
SELECT grant_make_append_only('duplicate_reopenings');
CREATE TRIGGER grant_history_only BEFORE INSERT ON duplicate_reopenings
  FOR EACH ROW EXECUTE FUNCTION grant_history_only();

-- A decision that stands was made knowing this judgement: told by the event, whose time is the clock of the database like
-- that of the judgement. A practice office decides on another day than this clock.
CREATE FUNCTION grant_rests_on(judged duplicate_members) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT judged.verdict IS NOT NULL
     AND EXISTS (SELECT FROM decisions d WHERE d.application = judged.application AND d.status = 'live')
     AND EXISTS (SELECT FROM case_events e
                  WHERE e.application = judged.application AND e.event IN ('grant', 'refuse', 'approve_top_up')
                    AND e.at >= judged.decided_at)
$$;

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

-- With the opening the judgements go into the history, and those that no decision rests on are to be made anew.
CREATE FUNCTION grant_reopen_duplicates() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO duplicate_reopenings (duplicate_set, reopened_by, reopened_at, reason, outcome, judgements)
  SELECT NEW.id, grant_actor(), clock_timestamp(), btrim(grant_setting('reason')), OLD.state,
         jsonb_agg(to_jsonb(m) - '{id,duplicate_set}'::text[] ORDER BY m.decided_at, m.application)
    FROM duplicate_members m WHERE m.duplicate_set = NEW.id;
  UPDATE duplicate_members m SET verdict = NULL, reason = NULL, decided_by = NULL, decided_at = NULL
   WHERE m.duplicate_set = NEW.id AND NOT grant_rests_on(m);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_reopen_duplicates AFTER UPDATE ON duplicate_sets FOR EACH ROW
  WHEN (OLD.state <> 'open' AND NEW.state = 'open') EXECUTE FUNCTION grant_reopen_duplicates();

-- In an open set a judgement may still be changed by whoever works on it, one that a decision rests on by nobody.
CREATE FUNCTION grant_keep_resting() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.verdict, NEW.reason, NEW.decided_by, NEW.decided_at)
       IS DISTINCT FROM (OLD.verdict, OLD.reason, OLD.decided_by, OLD.decided_at) AND grant_rests_on(OLD) THEN
    PERFORM grant_refuse('duplicate_decided', NEW.duplicate_set::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_zkeep_resting BEFORE UPDATE ON duplicate_members FOR EACH ROW EXECUTE FUNCTION grant_keep_resting();
