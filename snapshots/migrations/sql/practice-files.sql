-- 練習のやり直し: what goes along by itself (ON DELETE CASCADE) is kept like every other row; and the files of what was kept stay.
-- They are frozen as they were, lie in no folder that people may read from, and belong to the archive: nobody clears them
-- away as if they belonged to nothing.

CREATE TABLE practice_archive_files (file uuid PRIMARY KEY, reset integer NOT NULL, folder uuid);
SELECT grant_make_append_only('practice_archive_files');

-- Takes the files of one reset into the archive, except those that a row in the books still refers to.
CREATE FUNCTION grant_keep_practice_files(of_reset integer) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  one record;
  found uuid[] := '{}';
  shared uuid[] := '{}';
  more uuid[];
BEGIN
  FOR one IN
    SELECT f.conrelid::regclass AS target, r.relname::text AS name, a.attname::text AS field
      FROM pg_constraint f JOIN pg_class r ON r.oid = f.conrelid
      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
     WHERE f.contype = 'f' AND f.confrelid = 'directus_files'::regclass AND r.relnamespace = 'public'::regnamespace
  LOOP
    SELECT array_agg((x.content ->> one.field)::uuid) INTO more FROM practice_archive x
     WHERE x.reset = of_reset AND x.collection = one.name AND x.content ->> one.field IS NOT NULL;
    found := found || coalesce(more, '{}');
    EXECUTE format('SELECT array_agg(%I) FROM %s WHERE %I IS NOT NULL', one.field, one.target, one.field) INTO more;
    shared := shared || coalesce(more, '{}');
  END LOOP;
  SELECT array_agg(DISTINCT f) INTO more FROM unnest(found) f WHERE f <> ALL (shared);
  WITH kept AS (
    SELECT f.id, f.folder FROM directus_files f
     WHERE f.id = ANY (more) AND NOT EXISTS (SELECT FROM practice_archive_files k WHERE k.file = f.id)),
  moved AS (
    UPDATE directus_files f SET folder = NULL FROM kept WHERE f.id = kept.id RETURNING kept.id, kept.folder)
  INSERT INTO practice_archive_files SELECT id, of_reset, folder FROM moved;
END $$;

-- A file that a case, a letter, a mandate or the archive of the practice refers to is frozen, as before the whole row.
CREATE OR REPLACE FUNCTION grant_freeze_file() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM attachments WHERE file = OLD.id OR working_file = OLD.id)
     OR EXISTS (SELECT FROM letters WHERE file = OLD.id)
     OR EXISTS (SELECT FROM mandates WHERE paper = OLD.id)
     OR EXISTS (SELECT FROM practice_archive_files WHERE file = OLD.id) THEN
    PERFORM grant_refuse('file_frozen', OLD.id::text);
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION grant_reset_practice(why text) RETURNS practice_resets LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid := grant_require('manager');
  kept constant text[] := '{programmes,bank_profiles,agents,summaries,ledger_balances}';
  done practice_resets;
  one record;
  grown bigint;
  remaining text[];
  free text[];
BEGIN
  IF coalesce(btrim(why), '') = '' THEN PERFORM grant_refuse('practice_reason'); END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('grant.practice', 0));
  PERFORM set_config('lock_timeout', '10s', true);
  INSERT INTO practice_resets
  SELECT coalesce(max(number), 0) + 1, clock_timestamp(), actor, btrim(why), 0 FROM practice_resets
  RETURNING * INTO done;

  FOR one IN
    SELECT c.oid::regclass AS target, c.relname::text AS name FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND t.attname = 'practice' AND NOT t.attisdropped
       AND c.relname <> ALL (kept)
  LOOP
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', one.target);
    EXECUTE format('INSERT INTO practice_archive (reset, collection, key, content) SELECT $1, $2, t.id::text, to_jsonb(t) FROM %s t WHERE t.practice', one.target)
      USING done.number, one.name;
  END LOOP;

  -- What refers to a row that goes, goes with it, and is kept: also what is bound to go along by itself (ON DELETE CASCADE).
  LOOP
    grown := 0;
    FOR one IN
      SELECT DISTINCT f.conrelid::regclass AS child, r.relname::text AS name, a.attname, p.relname::text AS parent
        FROM pg_constraint f JOIN pg_class r ON r.oid = f.conrelid JOIN pg_class p ON p.oid = f.confrelid
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
       WHERE f.contype = 'f' AND r.relnamespace = 'public'::regnamespace
         AND EXISTS (SELECT FROM practice_archive x WHERE x.reset = done.number AND x.collection = p.relname)
    LOOP
      EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', one.child);
      EXECUTE format(
        'WITH more AS (
           INSERT INTO practice_archive (reset, collection, key, content)
           SELECT $1, $2, %s, to_jsonb(t) FROM %s t
             JOIN practice_archive x ON x.reset = $1 AND x.collection = $3 AND x.key = t.%I::text
           ON CONFLICT DO NOTHING RETURNING 1)
         SELECT $4 + count(*) FROM more', grant_row_key(one.child), one.child, one.attname)
        INTO grown USING done.number, one.name, one.parent, grown;
    END LOOP;
    EXIT WHEN grown = 0;
  END LOOP;
  IF EXISTS (SELECT FROM practice_archive x WHERE x.reset = done.number
              AND (x.collection = ANY (kept) OR x.content ? 'practice' AND x.content -> 'practice' <> 'true')) THEN
    PERFORM grant_refuse('practice_mixed', 'reset');
  END IF;

  SELECT array_agg(DISTINCT x.collection) INTO remaining FROM practice_archive x WHERE x.reset = done.number;
  free := remaining || '{summaries}';
  FOR one IN SELECT unnest(free) AS name LOOP
    EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', one.name);
  END LOOP;
  WHILE cardinality(remaining) > 0 LOOP
    -- Next come the tables that no other remaining one refers to.
    SELECT array_agg(t.name) INTO free FROM unnest(remaining) t (name)
     WHERE NOT EXISTS (SELECT FROM pg_constraint f
                        WHERE f.contype = 'f' AND f.confrelid = t.name::regclass AND f.confdeltype <> 'c'
                          AND f.conrelid <> f.confrelid AND f.conrelid::regclass::text = ANY (remaining));
    IF free IS NULL THEN RAISE EXCEPTION 'tables refer to each other in a ring: %', remaining; END IF;
    FOR one IN SELECT unnest(free) AS name LOOP
      EXECUTE format('DELETE FROM %I t USING practice_archive x WHERE x.reset = $1 AND x.collection = $2 AND x.key = %s',
                     one.name, grant_row_key(one.name::regclass))
        USING done.number, one.name;
    END LOOP;
    remaining := ARRAY (SELECT unnest(remaining) EXCEPT SELECT unnest(free));
  END LOOP;
  -- Figures and balances follow from the books, of which nothing is left.
  DELETE FROM summaries WHERE practice;
  DELETE FROM ledger_balances WHERE practice;
  FOR one IN SELECT DISTINCT x.collection AS name FROM practice_archive x WHERE x.reset = done.number
             UNION SELECT 'summaries' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', one.name);
  END LOOP;

  PERFORM grant_keep_practice_files(done.number);
  UPDATE practice_resets SET moved = (SELECT count(*) FROM practice_archive x WHERE x.reset = done.number)
   WHERE number = done.number RETURNING * INTO done;
  RETURN done;
END $$;

-- Practices that were begun anew before this have their files kept as well.
SELECT grant_keep_practice_files(number) FROM practice_resets ORDER BY number;

CREATE OR REPLACE FUNCTION grant_confine(role_name name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO %I', role_name);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON lifecycle_transitions, lifecycle_four_eyes, lifecycle_duties,
    money_moves, summary_labels, summaries, audit_heads, ledger_balances, practice_resets, practice_archive,
    practice_archive_files FROM %I', role_name);
  EXECUTE format('REVOKE UPDATE, DELETE ON case_events, access_log, ledger_entries FROM %I', role_name);
  EXECUTE format('REVOKE INSERT ON case_events FROM %I', role_name);
END $$;
