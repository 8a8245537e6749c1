-- 支給停止の始期 (仕様書 本文4(2)ウ・ク): a judgement finds the bars in force on its day. One that was entered before it and begins
-- after it was not looked at, and is news like one that is entered after it. Replaces a function of barred-names.sql.

CREATE OR REPLACE FUNCTION grant_bars_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM applications a
      JOIN LATERAL (SELECT j.id, (j.judged_at AT TIME ZONE 'Asia/Tokyo')::date AS judged_on
                      FROM judgements j WHERE j.application = a.id ORDER BY j.number DESC LIMIT 1) last ON true
      JOIN bars b ON b.practice = a.practice
      LEFT JOIN postal_agents p ON p.application = a.id
      LEFT JOIN agents g ON g.id = p.agent OR g.account = a.agent
     WHERE a.id = of_case
       AND (b.starts_on > last.judged_on AND b.starts_on <= grant_today()
         OR (SELECT max(c.seq) FROM bar_changes c WHERE c.bar = b.id)
           > coalesce((SELECT s.seen FROM judged_bars s WHERE s.judgement = last.id), 0))
       AND CASE b.kind
         WHEN 'employer' THEN b.corporate_number = a.employer_corporate_number
           OR (b.corporate_number IS NULL OR a.employer_corporate_number IS NULL) AND b.name_key = a.name_key
         WHEN 'representative' THEN b.name_key = grant_person_key(a.representative_name)
           OR similarity(grant_person_text(b.name), grant_person_text(a.representative_name)) >= 0.2
         ELSE b.agent = g.id OR b.name_key = grant_person_key(g.name)
           OR similarity(grant_person_text(b.name), grant_person_text(g.name)) >= 0.2 END)
$$;
