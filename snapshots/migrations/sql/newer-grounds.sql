-- 判定より新しい事実 (仕様書 本文4(2)ウ・ク): a bar that was entered, and a grant that was decided for another case of the same employer,
-- after a case was judged change what is due to it, like a list does. It is judged anew before anything is decided.
-- Replaces functions of first-list.sql, late-lists.sql and judged-anew.sql.

-- Which changes of the list of bars a judgement has seen: told by their order, since bars are written by the clock of the
-- database and judgements by that of the office. A judgement and a change of the list wait for each other.
CREATE TABLE bar_changes (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bar uuid NOT NULL REFERENCES bars (id) ON DELETE CASCADE
);
CREATE INDEX grant_bar_changes_of ON bar_changes (bar, seq);
CREATE TABLE judged_bars (
  judgement uuid PRIMARY KEY REFERENCES judgements (id) ON DELETE CASCADE, seen bigint NOT NULL
);

CREATE FUNCTION grant_note_bar() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.kind, NEW.name_key, NEW.corporate_number, NEW.agent, NEW.starts_on, NEW.until_on)
         IS NOT DISTINCT FROM (OLD.kind, OLD.name_key, OLD.corporate_number, OLD.agent, OLD.starts_on, OLD.until_on) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('grant.bars', 0));
  INSERT INTO bar_changes (bar) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_note_bar AFTER INSERT OR UPDATE ON bars FOR EACH ROW EXECUTE FUNCTION grant_note_bar();

CREATE FUNCTION grant_note_judged_bars() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO judged_bars (judgement, seen) SELECT NEW.id, coalesce(max(c.seq), 0) FROM bar_changes c;
  RETURN NULL;
END $$;
CREATE TRIGGER grant_note_judged_bars AFTER INSERT ON judgements FOR EACH ROW EXECUTE FUNCTION grant_note_judged_bars();

-- A name of a person as it is looked for here: nearly the same is enough, for the judgement itself compares exactly.
CREATE FUNCTION grant_person_text(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$ SELECT regexp_replace(lower(normalize(given, NFKC)), '[[:space:]]', '', 'g') $$;

CREATE FUNCTION grant_bars_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM applications a
      JOIN LATERAL (SELECT j.id FROM judgements j WHERE j.application = a.id ORDER BY j.number DESC LIMIT 1) last ON true
      JOIN bars b ON b.practice = a.practice
      LEFT JOIN postal_agents p ON p.application = a.id
      LEFT JOIN agents g ON g.id = p.agent OR g.account = a.agent
     WHERE a.id = of_case
       AND (SELECT max(c.seq) FROM bar_changes c WHERE c.bar = b.id)
           > coalesce((SELECT s.seen FROM judged_bars s WHERE s.judgement = last.id), 0)
       AND CASE b.kind
         WHEN 'employer' THEN b.corporate_number = a.employer_corporate_number
           OR (b.corporate_number IS NULL OR a.employer_corporate_number IS NULL) AND b.name_key = a.name_key
         WHEN 'representative' THEN similarity(grant_person_text(b.name), grant_person_text(a.representative_name)) >= 0.2
         ELSE b.agent = g.id OR similarity(grant_person_text(b.name), grant_person_text(g.name)) >= 0.2 END)
$$;

-- 同じ事業主のほかの支給決定 since the judgement: receipt numbers, for whoever has to look.
CREATE FUNCTION grant_awards_newer(of_case uuid) RETURNS SETOF text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT DISTINCT coalesce(o.receipt_number, d.number) FROM applications a
    JOIN LATERAL (SELECT j.judged_at FROM judgements j WHERE j.application = a.id ORDER BY j.number DESC LIMIT 1) last ON true
    JOIN applications o ON o.id <> a.id AND o.practice = a.practice
     AND (o.employer = a.employer OR o.employee_key = a.employee_key AND a.employee_key <> '')
    JOIN decisions d ON d.application = o.id AND d.kind = 'grant' AND d.status = 'live' AND d.decided_at > last.judged_at
   WHERE a.id = of_case ORDER BY 1
$$;

CREATE OR REPLACE FUNCTION grant_lists_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_bars_newer(of_case) OR EXISTS (
    SELECT FROM applications a
      JOIN LATERAL (SELECT j.judged_at FROM judgements j WHERE j.application = a.id ORDER BY j.number DESC LIMIT 1) last ON true
     WHERE a.id = of_case
       AND (EXISTS (SELECT FROM list_matches m
                     WHERE m.employer = a.employer AND greatest(m.found_at, m.decided_at) > last.judged_at)
         OR (SELECT min(i.imported_at) FROM list_imports i
              WHERE i.list = 'supporter' AND i.practice = a.practice AND i.added > 0) > last.judged_at))
$$;

CREATE OR REPLACE FUNCTION grant_decide_with_lists() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_employer uuid := (SELECT a.employer FROM applications a WHERE a.id = NEW.application);
BEGIN
  IF grant_lists_newer(NEW.application) THEN PERFORM grant_refuse('lists_newer', NEW.application::text); END IF;
  -- The lock of grant_check_award: of two decisions for one employer at one moment the second sees the first.
  IF of_employer IS NOT NULL THEN PERFORM pg_advisory_xact_lock(hashtextextended('grant.award/' || of_employer, 0)); END IF;
  IF EXISTS (SELECT FROM grant_awards_newer(NEW.application)) THEN
    PERFORM grant_refuse('awards_newer', NEW.application::text);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_recommend_with_lists() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_lists_newer(NEW.id) THEN PERFORM grant_refuse('lists_unread', NEW.id::text); END IF;
  IF EXISTS (SELECT FROM grant_awards_newer(NEW.id)) THEN PERFORM grant_refuse('awards_unread', NEW.id::text); END IF;
  RETURN NEW;
END $$;
