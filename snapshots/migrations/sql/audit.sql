-- Audit (仕様書 別記3 3(8) 証跡): what was recorded stays as it was recorded, and a change made behind the triggers'
-- back shows in the hash chain. Everything the other files share (refusing, reading who acts) is at the top here.

-- Refuses with a stable code. The adapter maps constraint `grant_<code>` to the refusal of the same name.
CREATE FUNCTION grant_refuse(code text, detail text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', concat_ws(': ', code, nullif(detail, ''))
    USING ERRCODE = '23514', CONSTRAINT = 'grant_' || code;
END $$;

-- A setting of the running transaction (`set_config('grant.<name>', value, true)`); null when it is not set.
CREATE FUNCTION grant_setting(name text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('grant.' || name, true), '')
$$;

-- Who acts in this transaction; null when nobody was named.
CREATE FUNCTION grant_actor() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('grant.actor', true), '')::uuid
$$;

CREATE FUNCTION grant_digest(content text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT encode(sha256(convert_to(content, 'UTF8')), 'hex')
$$;

-- An instant as text that does not depend on the session's time zone or date style.
CREATE FUNCTION grant_instant(at timestamptz) RETURNS text LANGUAGE sql STABLE STRICT AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- True inside the office's own triggers that write what nobody else may. Depth alone would not do: whoever may make a
-- temporary table may give it a trigger. Those of the office run as the owner of the tables (SECURITY DEFINER).
CREATE FUNCTION grant_by_machine() RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT pg_trigger_depth() > 1
     AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'public.case_events'::regclass)
$$;

-- First link of every chain.
CREATE FUNCTION grant_chain_start() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT repeat('0', 64) $$;

-- BEFORE UPDATE OR DELETE row trigger. Arguments: columns that may still change (none: nothing may).
CREATE FUNCTION grant_append_only() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  free text[] := coalesce(TG_ARGV[0], '{}')::text[];
BEGIN
  IF TG_OP = 'UPDATE' AND cardinality(free) > 0 AND to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
    RETURN NEW;
  END IF;
  PERFORM grant_refuse('append_only', TG_TABLE_NAME);
  RETURN NULL;
END $$;

CREATE FUNCTION grant_no_truncate() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_refuse('append_only', TG_TABLE_NAME || ' may not be emptied');
  RETURN NULL;
END $$;

-- Makes a table append-only; `free` names the columns that may still change.
CREATE FUNCTION grant_make_append_only(target regclass, free text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW
       EXECUTE FUNCTION grant_append_only(%L)', target, free);
  EXECUTE format(
    'CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT
       EXECUTE FUNCTION grant_no_truncate()', target);
END $$;

-- Directus' own log can otherwise be forged through import and emptied through a flow. Directus sets `parent` of a
-- revision after writing it (nested updates), so that one column stays free.
SELECT grant_make_append_only('directus_activity');
SELECT grant_make_append_only('directus_revisions', '{parent}');
SELECT grant_make_append_only('judgements');
SELECT grant_make_append_only('findings', '{mark,mark_note,marked_by,marked_at}');
SELECT grant_make_append_only('reviews');
SELECT grant_make_append_only('approvals', '{void_at}');
SELECT grant_make_append_only('case_events');

-- case_events: one chain per case. The row lock on the case, which every change of state holds, keeps it in one line.
CREATE UNIQUE INDEX grant_event_seq ON case_events (application, seq);

CREATE FUNCTION grant_event_hash(e case_events) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_digest(e.prev_hash || E'\n' || jsonb_build_object(
    'id', e.id, 'application', e.application, 'seq', e.seq, 'event', e.event, 'from', e.from_state,
    'to', e.to_state, 'actor', e.actor, 'duty', e.duty, 'reason', e.reason, 'facts', e.facts::jsonb,
    'at', grant_instant(e.at))::text)
$$;

-- An event is written only by the trigger on applications; whoever inserts directly, import and flows included, is
-- refused. Number, time and hashes are made here, never taken from the caller.
CREATE FUNCTION grant_chain_event() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT grant_by_machine() THEN
    PERFORM grant_refuse('append_only', 'case_events are written by the change of state itself');
  END IF;
  SELECT e.seq + 1, e.hash INTO NEW.seq, NEW.prev_hash
    FROM case_events e WHERE e.application = NEW.application ORDER BY e.seq DESC LIMIT 1;
  NEW.seq := coalesce(NEW.seq, 1);
  NEW.prev_hash := coalesce(NEW.prev_hash, grant_chain_start());
  NEW.at := clock_timestamp();
  NEW.hash := grant_event_hash(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER grant_chain_event BEFORE INSERT ON case_events FOR EACH ROW EXECUTE FUNCTION grant_chain_event();

-- access_log: one chain for the whole office, linked at commit so that the lock on its head is held for an instant
-- only, and always after every other lock of the transaction (no deadlock with work on cases).
CREATE TABLE audit_heads (chain text PRIMARY KEY, entries bigint NOT NULL, hash text NOT NULL);
INSERT INTO audit_heads VALUES ('access_log', 0, grant_chain_start());
CREATE UNIQUE INDEX grant_access_link ON access_log (prev_hash) WHERE prev_hash IS NOT NULL;

CREATE FUNCTION grant_access_hash(a access_log) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_digest(a.prev_hash || E'\n' || jsonb_build_object(
    'id', a.id, 'actor', a.actor, 'action', a.action, 'collection', a.target_collection, 'target', a.target_id,
    'purpose', a.purpose, 'at', grant_instant(a.at))::text)
$$;

CREATE FUNCTION grant_stamp_access() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.at := clock_timestamp();
  NEW.prev_hash := NULL;
  NEW.hash := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_stamp_access BEFORE INSERT ON access_log FOR EACH ROW EXECUTE FUNCTION grant_stamp_access();

-- Work that happens at commit (linking the log, counting for the dashboards) takes this lock first, in one order.
CREATE FUNCTION grant_commit_lock() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('grant.commit', 0))
$$;

CREATE FUNCTION grant_chain_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  entry access_log;
BEGIN
  PERFORM grant_commit_lock();
  SELECT * INTO entry FROM access_log WHERE id = NEW.id;
  IF entry.hash IS NOT NULL THEN RETURN NULL; END IF;
  SELECT hash INTO entry.prev_hash FROM audit_heads WHERE chain = 'access_log' FOR UPDATE;
  entry.hash := grant_access_hash(entry);
  UPDATE access_log SET prev_hash = entry.prev_hash, hash = entry.hash WHERE id = entry.id;
  UPDATE audit_heads SET entries = entries + 1, hash = entry.hash WHERE chain = 'access_log';
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_chain_access AFTER INSERT ON access_log
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION grant_chain_access();

-- The one change a log line may see: its link, once, from the trigger above.
CREATE FUNCTION grant_keep_access() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND grant_by_machine() AND OLD.hash IS NULL
     AND to_jsonb(NEW) - '{hash,prev_hash}'::text[] = to_jsonb(OLD) - '{hash,prev_hash}'::text[] THEN
    RETURN NEW;
  END IF;
  PERFORM grant_refuse('append_only', 'access_log');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON access_log
  FOR EACH ROW EXECUTE FUNCTION grant_keep_access();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON access_log
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- A person who acted on a case or looked into one stays on record; close the account instead (status).
CREATE FUNCTION grant_keep_person() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM case_events WHERE actor = OLD.id) OR EXISTS (SELECT FROM access_log WHERE actor = OLD.id) THEN
    PERFORM grant_refuse('person_kept', OLD.id::text);
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER grant_keep_person BEFORE DELETE ON directus_users FOR EACH ROW EXECUTE FUNCTION grant_keep_person();
