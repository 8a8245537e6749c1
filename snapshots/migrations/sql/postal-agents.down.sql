-- Undoes postal-agents.sql.

CREATE OR REPLACE FUNCTION grant_barred(of_case applications, on_day date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM bars b
     WHERE b.practice = of_case.practice AND on_day BETWEEN b.starts_on AND b.until_on
       AND (b.kind = 'employer' AND b.corporate_number = of_case.employer_corporate_number
         OR b.kind = 'agent' AND b.agent = (SELECT g.id FROM agents g WHERE g.account = of_case.agent)))
$$;

DROP TABLE postal_agents;
DROP FUNCTION grant_keep_postal_agent;
