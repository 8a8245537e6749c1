-- Agents and messages (仕様書 本文4(1)オ 申請の受付): whoever acts for an employer does so by a mandate that somebody else
-- confirmed, for as long as it holds, and for the cases of that mandate alone.

-- The day it is in the office. The running product says it, so that a practice office may live on another day.
CREATE FUNCTION grant_today() RETURNS date LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(grant_setting('today')::date, (now() AT TIME ZONE 'Asia/Tokyo')::date)
$$;

CREATE FUNCTION grant_mandate_holds(of_mandate uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM mandates m WHERE m.id = of_mandate AND m.state = 'confirmed'
                    AND grant_today() BETWEEN m.starts_on AND m.ends_on)
$$;

-- The employer named in a mandate, whether its account is linked already or known by its confirmed address alone.
CREATE FUNCTION grant_is_principal(m mandates, person uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  -- Never null: what is unknown must not pass for "not refused".
  SELECT CASE WHEN m.principal IS NOT NULL THEN coalesce(m.principal = person, false)
              ELSE EXISTS (SELECT FROM directus_users u WHERE u.id = person AND u.status = 'active'
                              AND lower(u.email) = lower(m.principal_email)) END
$$;

-- A mandate is declared, then confirmed by the employer or the desk, then ended; what was confirmed is never rewritten.
CREATE FUNCTION grant_keep_mandate() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid := grant_actor();
  of_agent uuid;
  by_employer boolean;
  free text[] := '{state,principal,confirmed_at,confirmed_by,ended_at,ended_by,end_reason}';
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'mandates'); END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'declared' OR NEW.principal IS NOT NULL OR NEW.confirmed_by IS NOT NULL THEN
      PERFORM grant_refuse('state_fenced', 'a mandate begins as declared');
    END IF;
    NEW.declared_at := coalesce(NEW.declared_at, now());
    RETURN NEW;
  END IF;
  SELECT a.account INTO of_agent FROM agents a WHERE a.id = OLD.agent;
  by_employer := grant_is_principal(OLD, actor) AND actor IS DISTINCT FROM of_agent;
  IF OLD.state <> 'declared' AND to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free
     OR NEW.agent IS DISTINCT FROM OLD.agent THEN
    PERFORM grant_refuse('content_locked', 'a confirmed mandate');
  END IF;
  IF NEW.principal IS DISTINCT FROM OLD.principal AND NOT (by_employer AND NEW.principal = actor) THEN
    PERFORM grant_refuse('state_fenced', 'the employer of a mandate');
  END IF;
  IF NEW.state = OLD.state THEN
    IF (NEW.confirmed_by, NEW.confirmed_at, NEW.ended_by, NEW.ended_at)
         IS DISTINCT FROM (OLD.confirmed_by, OLD.confirmed_at, OLD.ended_by, OLD.ended_at) THEN
      PERFORM grant_refuse('state_fenced', 'a mandate');
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'declared' AND NEW.state = 'confirmed' THEN
    IF NEW.paper IS NULL OR NEW.starts_on IS NULL OR NEW.ends_on IS NULL OR NEW.ends_on < NEW.starts_on THEN
      PERFORM grant_refuse('evidence_missing', 'a mandate needs its paper and its period');
    END IF;
    IF NOT by_employer THEN PERFORM grant_require('reception'); END IF;
    IF actor = of_agent THEN PERFORM grant_refuse('same_person', 'agent / confirmation'); END IF;
    NEW.confirmed_by := actor;
  ELSIF OLD.state IN ('declared', 'confirmed') AND NEW.state = 'ended' THEN
    IF NOT (by_employer OR coalesce(actor = of_agent, false)
            OR NEW.end_reason = 'expired' AND OLD.ends_on < grant_today()) THEN
      PERFORM grant_require('reception', 'manager');
    END IF;
    NEW.ended_by := actor;
  ELSE
    PERFORM grant_refuse('illegal_transition', OLD.state || ' -> ' || NEW.state);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_mandate BEFORE INSERT OR UPDATE OR DELETE ON mandates
  FOR EACH ROW EXECUTE FUNCTION grant_keep_mandate();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON mandates
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- Refuses when the person who acts is the agent of the case and the mandate no longer holds.
CREATE FUNCTION grant_require_mandate(of_case applications) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
BEGIN
  IF of_case.agent = grant_actor() AND grant_mandate_holds(of_case.mandate) IS NOT TRUE THEN
    PERFORM grant_refuse('mandate_ended', of_case.id::text);
  END IF;
END $$;

-- The people of a case: its agent stays, and comes with the mandate of an employer; the employer's account is added
-- when it is known; a new mandate of the same employer for the same agent may take the place of the old one.
CREATE FUNCTION grant_keep_people() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF (NEW.agent IS NULL) <> (NEW.mandate IS NULL) OR NEW.agent IS NOT NULL AND NOT EXISTS (
         SELECT FROM mandates m JOIN agents a ON a.id = m.agent
          WHERE m.id = NEW.mandate AND a.account = NEW.agent AND NEW.applicant IS NOT DISTINCT FROM m.principal) THEN
      PERFORM grant_refuse('mandate_ended', 'no mandate of this agent');
    END IF;
  ELSE
    IF NEW.agent IS DISTINCT FROM OLD.agent THEN PERFORM grant_refuse('state_fenced', 'the agent of a case'); END IF;
    IF NEW.applicant IS DISTINCT FROM OLD.applicant AND NOT (
         (OLD.agent IS NULL AND OLD.state IN ('draft', 'received'))
         OR (OLD.agent IS NOT NULL AND OLD.applicant IS NULL AND EXISTS (
           SELECT FROM mandates m WHERE m.id = NEW.mandate AND m.principal = NEW.applicant))) THEN
      PERFORM grant_refuse(CASE WHEN OLD.agent IS NULL THEN 'content_locked' ELSE 'state_fenced' END, 'the applicant of a case');
    END IF;
    IF NEW.mandate IS DISTINCT FROM OLD.mandate AND NOT EXISTS (
         SELECT FROM mandates m JOIN mandates o ON o.id = OLD.mandate
          WHERE m.id = NEW.mandate AND m.agent = o.agent AND m.state = 'confirmed'
            AND m.employer_corporate_number = o.employer_corporate_number) THEN
      PERFORM grant_refuse('state_fenced', 'the mandate of a case');
    END IF;
  END IF;
  PERFORM grant_require_mandate(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_people BEFORE INSERT OR UPDATE ON applications
  FOR EACH ROW EXECUTE FUNCTION grant_keep_people();

-- The same for every part of a case that an agent may write.
CREATE FUNCTION grant_agent_part() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case uuid;
  found_case applications;
BEGIN
  IF TG_TABLE_NAME = 'correction_items' THEN
    SELECT c.application INTO of_case FROM corrections c WHERE c.id = NEW.correction;
  ELSIF TG_OP = 'DELETE' THEN
    of_case := OLD.application;
  ELSE
    of_case := NEW.application;
  END IF;
  SELECT * INTO found_case FROM applications WHERE id = of_case;
  PERFORM grant_require_mandate(found_case);
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER grant_agent_part BEFORE INSERT OR UPDATE ON drafts
  FOR EACH ROW EXECUTE FUNCTION grant_agent_part();
CREATE TRIGGER grant_agent_part BEFORE INSERT OR UPDATE OR DELETE ON attachments
  FOR EACH ROW EXECUTE FUNCTION grant_agent_part();
CREATE TRIGGER grant_agent_part BEFORE INSERT OR UPDATE ON bank_accounts
  FOR EACH ROW EXECUTE FUNCTION grant_agent_part();
CREATE TRIGGER grant_agent_part BEFORE INSERT OR UPDATE ON correction_items
  FOR EACH ROW EXECUTE FUNCTION grant_agent_part();
CREATE TRIGGER grant_agent_part BEFORE INSERT OR UPDATE ON messages
  FOR EACH ROW EXECUTE FUNCTION grant_agent_part();

-- 連絡: what was written stays as it was written, in the name of whoever wrote it; only that it was read is added.
CREATE FUNCTION grant_keep_message() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid := grant_actor();
  found_case applications;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'messages'); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'read_at' IS DISTINCT FROM to_jsonb(OLD) - 'read_at' OR OLD.read_at IS NOT NULL THEN
      PERFORM grant_refuse('append_only', 'messages');
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO found_case FROM applications WHERE id = NEW.application;
  IF NEW.direction = 'to_office' THEN
    IF actor IS NULL OR actor IS DISTINCT FROM found_case.applicant AND actor IS DISTINCT FROM found_case.agent THEN
      PERFORM grant_refuse('forbidden_duty', 'a message of the applicant');
    END IF;
  ELSE
    PERFORM grant_require('reception', 'reviewer');
  END IF;
  NEW.author := actor;
  NEW.read_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_message BEFORE INSERT OR UPDATE OR DELETE ON messages
  FOR EACH ROW EXECUTE FUNCTION grant_keep_message();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON messages
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();
