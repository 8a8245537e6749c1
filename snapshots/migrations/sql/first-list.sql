-- 応援団の名簿の最初の取込み (仕様書 本文4(2)ウ): while the office has no list, the registration is judged by what the applicant says; from the
-- first list on, whoever is not on it is looked into. So a case judged before that list came is judged anew, whether or
-- not a row of it resembles its employer. Replaces a function of late-lists.sql.

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
