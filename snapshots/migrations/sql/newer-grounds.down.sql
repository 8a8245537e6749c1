CREATE OR REPLACE FUNCTION grant_lists_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
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
BEGIN
  IF grant_lists_newer(NEW.application) THEN PERFORM grant_refuse('lists_newer', NEW.application::text); END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION grant_recommend_with_lists() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_lists_newer(NEW.id) THEN PERFORM grant_refuse('lists_unread', NEW.id::text); END IF;
  RETURN NEW;
END $$;
DROP FUNCTION grant_awards_newer;
DROP FUNCTION grant_bars_newer;
DROP FUNCTION grant_person_text;
DROP TRIGGER grant_note_judged_bars ON judgements;
DROP FUNCTION grant_note_judged_bars;
DROP TRIGGER grant_note_bar ON bars;
DROP FUNCTION grant_note_bar;
DROP TABLE judged_bars;
DROP TABLE bar_changes;
