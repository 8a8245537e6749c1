-- 重複の判断 (仕様書 本文4(2)ウ): what an open set says can change while somebody has it on the screen, and once it is settled all
-- of it counts as judged. So a judgement is made by whoever has read what the set says now (`grant.duplicate_seen`: its
-- digest), and a set that comes to say something else is judged anew, but for what a decision rests on. Replaces a function
-- of doubt.sql.

-- What a set says of which cases, and how often it was opened again; not what was judged in it.
CREATE FUNCTION grant_duplicate_digest(of_set duplicate_sets) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_digest(jsonb_build_array(
    of_set.id, of_set.rule, of_set.strength, of_set.score, of_set.columns::jsonb, of_set.matches::jsonb,
    (SELECT jsonb_agg(m.application ORDER BY m.application) FROM duplicate_members m WHERE m.duplicate_set = of_set.id),
    (SELECT count(*) FROM duplicate_reopenings r WHERE r.duplicate_set = of_set.id))::text)
$$;

CREATE OR REPLACE FUNCTION grant_keep_duplicate_member() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_set duplicate_sets;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'duplicate_members'); END IF;
  SELECT * INTO of_set FROM duplicate_sets s WHERE s.id = NEW.duplicate_set FOR NO KEY UPDATE;
  IF of_set.state IS DISTINCT FROM 'open'
     OR TG_OP = 'UPDATE' AND (NEW.duplicate_set, NEW.application) IS DISTINCT FROM (OLD.duplicate_set, OLD.application) THEN
    PERFORM grant_refuse('append_only', 'duplicate_members');
  END IF;
  IF NEW.verdict IS NOT NULL THEN
    NEW.decided_by := grant_require('reviewer', 'approver', 'manager');
    NEW.decided_at := now();
    IF coalesce(btrim(NEW.reason), '') = '' OR NEW.verdict NOT IN ('valid', 'duplicate', 'different') THEN
      PERFORM grant_refuse('duplicate_unjudged', 'a judgement names its reason');
    END IF;
    IF grant_setting('duplicate_seen') IS DISTINCT FROM grant_duplicate_digest(of_set) THEN
      PERFORM grant_refuse('duplicate_rewritten', of_set.id::text);
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION grant_clear_rewritten() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE duplicate_members m SET verdict = NULL, reason = NULL, decided_by = NULL, decided_at = NULL
   WHERE m.duplicate_set = NEW.id AND m.verdict IS NOT NULL AND NOT grant_rests_on(m);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_clear_rewritten AFTER UPDATE ON duplicate_sets FOR EACH ROW
  WHEN (OLD.state = 'open' AND NEW.state = 'open'
    AND (OLD.rule, OLD.strength, OLD.score, OLD.columns::jsonb, OLD.matches::jsonb)
        IS DISTINCT FROM (NEW.rule, NEW.strength, NEW.score, NEW.columns::jsonb, NEW.matches::jsonb))
  EXECUTE FUNCTION grant_clear_rewritten();
