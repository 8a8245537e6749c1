CREATE OR REPLACE FUNCTION grant_lists_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM applications a JOIN list_matches m ON m.employer = a.employer
     WHERE a.id = of_case AND greatest(m.found_at, m.decided_at) > (
       SELECT j.judged_at FROM judgements j WHERE j.application = of_case ORDER BY j.number DESC LIMIT 1))
$$;
