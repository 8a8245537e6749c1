-- 名簿の現在 (仕様書 本文4(2)ウ): rows of the prefecture's lists are kept as they came, and what stands is told by the imports alone.
-- A row stands while an import that was not taken back has it and no later one that is the whole list lacks it. Rows and
-- imports are never changed or deleted; an import is taken back once, by the manager, with a reason.

SELECT grant_make_append_only('prior_awards');
SELECT grant_make_append_only('supporter_members');
SELECT grant_make_append_only('list_rows');
SELECT grant_make_append_only('list_imports', '{taken_back_at,taken_back_by,taken_back_reason}');
CREATE INDEX grant_list_rows_hash ON list_rows (row_hash, list_import);

-- A line that could not be read may be any row of the office, so such a file is not the whole list.
ALTER TABLE list_imports ADD CONSTRAINT grant_whole_list CHECK (complete_on IS NULL OR refused = 0);

CREATE FUNCTION grant_take_back_import() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL OR coalesce(btrim(NEW.taken_back_reason), '') = '' THEN
    PERFORM grant_refuse('append_only', 'list_imports');
  END IF;
  NEW.taken_back_by := grant_require('manager');
  RETURN NEW;
END $$;
CREATE TRIGGER grant_take_back_import BEFORE UPDATE ON list_imports FOR EACH ROW EXECUTE FUNCTION grant_take_back_import();

CREATE FUNCTION grant_import_stands(of_import list_imports, at timestamptz) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(of_import.imported_at <= at, true) AND (of_import.taken_back_at IS NULL OR of_import.taken_back_at > at)
$$;

-- Whether a row of a list stands at a moment. Of awards a whole list is whole for the years it has; a row that came by no
-- import stands.
CREATE FUNCTION grant_listed(of_list text, of_hash text, of_practice boolean, of_year integer, at timestamptz DEFAULT 'infinity')
RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT of_hash IS NULL
    OR NOT EXISTS (SELECT FROM list_rows r JOIN list_imports i ON i.id = r.list_import
                    WHERE r.row_hash = of_hash AND r.state <> 'refused' AND i.list = of_list AND i.practice = of_practice)
    OR EXISTS (
      SELECT FROM list_rows r JOIN list_imports i ON i.id = r.list_import
       WHERE r.row_hash = of_hash AND r.state <> 'refused' AND i.list = of_list AND i.practice = of_practice
         AND grant_import_stands(i, at)
         AND NOT EXISTS (
           SELECT FROM list_imports j
            WHERE j.list = of_list AND j.practice = of_practice AND j.complete_on IS NOT NULL
              AND j.imported_at > i.imported_at AND grant_import_stands(j, at)
              AND NOT EXISTS (SELECT FROM list_rows k WHERE k.list_import = j.id AND k.row_hash = of_hash)
              AND (of_list <> 'prior_award' OR EXISTS (
                SELECT FROM list_rows k JOIN prior_awards y ON y.row_hash = k.row_hash AND y.practice = of_practice
                 WHERE k.list_import = j.id AND y.fiscal_year = of_year))))
$$;

-- The same of a row that was matched with an employer.
CREATE FUNCTION grant_match_stands(of_match list_matches, at timestamptz DEFAULT 'infinity') RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN of_match.prior_award IS NOT NULL
    THEN (SELECT grant_listed('prior_award', w.row_hash, w.practice, w.fiscal_year, at) FROM prior_awards w WHERE w.id = of_match.prior_award)
    ELSE (SELECT grant_listed('supporter', s.row_hash, s.practice, NULL, at) FROM supporter_members s WHERE s.id = of_match.supporter_member)
  END
$$;

CREATE FUNCTION grant_supporters_listed(of_practice boolean, at timestamptz DEFAULT 'infinity') RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM list_imports i WHERE i.list = 'supporter' AND i.practice = of_practice
                    AND i.added + i.known > 0 AND grant_import_stands(i, at))
$$;

-- Replaces the function of newer-grounds.sql: a row of the employer that went from its list, or came back, is news as well.
CREATE OR REPLACE FUNCTION grant_lists_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_bars_newer(of_case) OR EXISTS (
    SELECT FROM applications a
      JOIN LATERAL (SELECT j.judged_at FROM judgements j WHERE j.application = a.id ORDER BY j.number DESC LIMIT 1) last ON true
     WHERE a.id = of_case
       AND (EXISTS (SELECT FROM list_matches m
                     WHERE m.employer = a.employer
                       AND (greatest(m.found_at, m.decided_at) > last.judged_at
                         OR m.state <> 'no_match' AND grant_match_stands(m, last.judged_at) IS DISTINCT FROM grant_match_stands(m)))
         -- Whether there is a list at all: with none, an employer's own word passes.
         OR grant_supporters_listed(a.practice, last.judged_at) IS DISTINCT FROM grant_supporters_listed(a.practice)))
$$;
