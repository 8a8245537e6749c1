-- 郵送申請の手続代行者 (仕様書 本文4(1)カ, 4(2)ウ・ク): who filed by post for an employer, as the papers name them. Not a collection: it is
-- written while the papers are typed in and read with the case. Replaces a function of doubt.sql.

CREATE TABLE postal_agents (
  application uuid PRIMARY KEY REFERENCES applications (id) ON DELETE RESTRICT,
  agent uuid NOT NULL REFERENCES agents (id) ON DELETE RESTRICT,
  mandate_enclosed boolean NOT NULL,
  recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL
);
CREATE INDEX grant_postal_agent ON postal_agents (agent, application);

-- Named by the desk while the papers are typed in, and as fixed as the answers from the registration on.
CREATE FUNCTION grant_keep_postal_agent() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
BEGIN
  SELECT * INTO of_case FROM applications
   WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.application ELSE NEW.application END FOR NO KEY UPDATE;
  IF of_case.channel IS DISTINCT FROM 'post' OR of_case.state <> 'received'
     OR TG_OP = 'UPDATE' AND NEW.application <> OLD.application THEN
    PERFORM grant_refuse('content_locked', 'the agent of a case in ' || of_case.state);
  END IF;
  PERFORM grant_require('reception');
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  NEW.recorded_by := grant_actor();
  NEW.recorded_at := grant_moment();
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_postal_agent BEFORE INSERT OR UPDATE OR DELETE ON postal_agents
  FOR EACH ROW EXECUTE FUNCTION grant_keep_postal_agent();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON postal_agents
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

CREATE OR REPLACE FUNCTION grant_barred(of_case applications, on_day date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM bars b
     WHERE b.practice = of_case.practice AND on_day BETWEEN b.starts_on AND b.until_on
       AND (b.kind = 'employer' AND b.corporate_number = of_case.employer_corporate_number
         OR b.kind = 'agent' AND b.agent IN (SELECT g.id FROM agents g WHERE g.account = of_case.agent
                                             UNION SELECT p.agent FROM postal_agents p WHERE p.application = of_case.id)))
$$;
