CREATE OR REPLACE FUNCTION grant_bars_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
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
         WHEN 'representative' THEN b.name_key = grant_person_key(a.representative_name)
           OR similarity(grant_person_text(b.name), grant_person_text(a.representative_name)) >= 0.2
         ELSE b.agent = g.id OR b.name_key = grant_person_key(g.name)
           OR similarity(grant_person_text(b.name), grant_person_text(g.name)) >= 0.2 END)
$$;
