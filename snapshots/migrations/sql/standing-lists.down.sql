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
DROP FUNCTION grant_supporters_listed(boolean, timestamptz);
DROP FUNCTION grant_match_stands(list_matches, timestamptz);
DROP FUNCTION grant_listed(text, text, boolean, integer, timestamptz);
DROP FUNCTION grant_import_stands(list_imports, timestamptz);
DROP TRIGGER grant_take_back_import ON list_imports;
DROP FUNCTION grant_take_back_import();
ALTER TABLE list_imports DROP CONSTRAINT grant_whole_list;
DROP INDEX grant_list_rows_hash;
DROP TRIGGER grant_append_only ON prior_awards;
DROP TRIGGER grant_no_truncate ON prior_awards;
DROP TRIGGER grant_append_only ON supporter_members;
DROP TRIGGER grant_no_truncate ON supporter_members;
DROP TRIGGER grant_append_only ON list_rows;
DROP TRIGGER grant_no_truncate ON list_rows;
DROP TRIGGER grant_append_only ON list_imports;
DROP TRIGGER grant_no_truncate ON list_imports;
