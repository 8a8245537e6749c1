-- Lifecycle (仕様書 本文4(2) 審査, 4(3) 支払): a case changes its state by one of the ways in the table, by a person who
-- holds the duty, and never twice by the same hand where two people are asked for. Update filters of Directus run
-- outside transactions and flows skip them, so the rule that counts is here.

-- The three tables are filled by scripts from the one lifecycle table of the domain. They are not collections.
-- waiting_for: whom the case waits for afterwards; null leaves what the adapter wrote.
CREATE TABLE lifecycle_transitions (
  from_state text NOT NULL, event text NOT NULL, to_state text NOT NULL, duty text NOT NULL, waiting_for text,
  PRIMARY KEY (from_state, event, to_state, duty)
);
CREATE TABLE lifecycle_four_eyes (
  event text NOT NULL, earlier_event text NOT NULL, PRIMARY KEY (event, earlier_event)
);
CREATE TABLE lifecycle_duties (duty text NOT NULL, policy uuid NOT NULL, PRIMARY KEY (duty, policy));

-- The duties a person holds now: active account, its role, the role's parents, the policies attached to those roles.
-- A policy attached to a user directly counts for nothing (it does not survive a push of the configuration either).
CREATE FUNCTION grant_duties(person uuid) RETURNS SETOF text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH RECURSIVE held AS (
    SELECT u.role AS id FROM directus_users u WHERE u.id = person AND u.status = 'active' AND u.role IS NOT NULL
    UNION
    SELECT r.parent FROM directus_roles r JOIN held ON held.id = r.id WHERE r.parent IS NOT NULL
  )
  SELECT DISTINCT d.duty
    FROM held
    JOIN directus_access a ON a.role = held.id
    JOIN lifecycle_duties d ON d.policy = a.policy
$$;

-- The person who acts in this transaction, refused unless he or she holds one of the duties (any named duty when the
-- transaction names one: it must be among them).
CREATE FUNCTION grant_require(VARIADIC duties text[]) RETURNS uuid LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid := grant_actor();
BEGIN
  IF actor IS NULL OR NOT EXISTS (SELECT FROM grant_duties(actor) d WHERE d = ANY (duties)) THEN
    PERFORM grant_refuse('forbidden_duty', array_to_string(duties, ', '));
  END IF;
  RETURN actor;
END $$;

-- The row of the table that this change uses; refuses when there is none or when the duty is not the actor's own.
CREATE FUNCTION grant_way(from_state text, to_state text) RETURNS lifecycle_transitions LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  act text := grant_setting('event');
  by_duty text := grant_setting('duty');
  way lifecycle_transitions;
BEGIN
  IF act IS NULL OR by_duty IS NULL OR grant_actor() IS NULL THEN
    PERFORM grant_refuse('state_fenced', from_state || ' -> ' || to_state);
  END IF;
  SELECT t.* INTO way FROM lifecycle_transitions t
   WHERE t.from_state = grant_way.from_state AND t.event = act AND t.to_state = grant_way.to_state
   ORDER BY (t.duty = by_duty) DESC LIMIT 1;
  IF NOT FOUND THEN PERFORM grant_refuse('illegal_transition', from_state || ' -' || act || '-> ' || to_state); END IF;
  IF way.duty <> by_duty THEN PERFORM grant_refuse('forbidden_duty', act || ' by ' || by_duty); END IF;
  PERFORM grant_require(by_duty);
  RETURN way;
END $$;

-- 複数人の確認: refuses when the actor is whoever last did an earlier event that another person must have done.
CREATE FUNCTION grant_two_people(of_case uuid, act text, actor uuid) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  earlier text;
BEGIN
  SELECT eyes.earlier_event INTO earlier
    FROM lifecycle_four_eyes eyes
    CROSS JOIN LATERAL (
      SELECT e.actor FROM case_events e
       WHERE e.application = of_case AND e.event = eyes.earlier_event ORDER BY e.seq DESC LIMIT 1
    ) done
   WHERE eyes.event = act AND done.actor = grant_two_people.actor LIMIT 1;
  IF FOUND THEN PERFORM grant_refuse('same_person', earlier || ' / ' || act); END IF;
END $$;

-- A case comes into being empty-handed, as a draft of its own applicant or as papers received by the desk. So import,
-- the items API and flows cannot bring in a case that is already granted or paid.
CREATE FUNCTION grant_begin_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  act text := grant_setting('event');
  actor uuid;
BEGIN
  IF act = 'start' AND NEW.state = 'draft' THEN
    actor := grant_require('applicant', 'agent');
    IF actor IS DISTINCT FROM NEW.applicant AND actor IS DISTINCT FROM NEW.agent THEN
      PERFORM grant_refuse('forbidden_duty', 'a draft belongs to the person who starts it');
    END IF;
  ELSIF act = 'receive' AND NEW.state = 'received' THEN
    PERFORM grant_require('reception');
  ELSE
    PERFORM grant_refuse('state_fenced', 'a case begins as a draft or as received papers');
  END IF;
  IF NEW.practice IS DISTINCT FROM (SELECT p.practice FROM programmes p WHERE p.id = NEW.programme) THEN
    PERFORM grant_refuse('practice_mixed', 'application and programme');
  END IF;
  NEW.version := 0;
  NEW.state_since := now();
  NEW.suspended_from := NULL;
  NEW.recommendation := NULL;
  NEW.recommended_by := NULL;
  NEW.recommended_at := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_begin_case BEFORE INSERT ON applications FOR EACH ROW EXECUTE FUNCTION grant_begin_case();

-- A change of state: known way, held duty, two people, exactly one version on, and back to where it came from.
CREATE FUNCTION grant_move_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  way lifecycle_transitions;
BEGIN
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN
    IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
      PERFORM grant_refuse('stale_version', OLD.version::text);
    END IF;
    -- An event that leaves the case where it is needs its row of the table like any other.
    IF grant_setting('event') = 'change_account' THEN PERFORM grant_way(OLD.state, NEW.state); END IF;
    NEW.suspended_from := OLD.suspended_from;
    NEW.state_since := OLD.state_since;
    RETURN NEW;
  END IF;
  way := grant_way(OLD.state, NEW.state);
  PERFORM grant_two_people(OLD.id, way.event, grant_actor());
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  IF way.event = 'release' AND NEW.state IS DISTINCT FROM OLD.suspended_from THEN
    PERFORM grant_refuse('illegal_transition', 'a released case returns to ' || OLD.suspended_from);
  END IF;
  NEW.suspended_from := CASE WHEN NEW.state = 'suspended' THEN OLD.state END;
  NEW.state_since := now();
  NEW.waiting_for := coalesce(way.waiting_for, NEW.waiting_for);
  IF way.event = 'recommend' THEN
    NEW.recommended_by := grant_actor();
    NEW.recommended_at := now();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_move_case BEFORE UPDATE ON applications FOR EACH ROW EXECUTE FUNCTION grant_move_case();

-- The audit event of a change, written by the database itself: nobody can forget it and nobody can make one up.
-- `start` leaves none: a draft is its author's own until it is submitted, and may be thrown away without a trace.
-- A correction by the office outside the lifecycle (staff_fix) and a change of the account are events from a state to
-- itself.
CREATE FUNCTION grant_record_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  before text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END;
BEGIN
  IF NEW.state = 'draft' THEN RETURN NULL; END IF;
  IF NEW.state IS NOT DISTINCT FROM before AND grant_setting('event') IS DISTINCT FROM 'change_account'
     AND grant_answers(to_jsonb(NEW)) = grant_answers(to_jsonb(OLD)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO case_events (application, event, from_state, to_state, actor, duty, reason, facts)
  VALUES (NEW.id, grant_setting('event'), before, NEW.state, grant_actor(), grant_setting('duty'),
          grant_setting('reason'), grant_setting('facts')::json);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_record_insert AFTER INSERT ON applications FOR EACH ROW EXECUTE FUNCTION grant_record_event();
CREATE TRIGGER grant_record_update AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state OR current_setting('grant.event', true) IN ('staff_fix', 'change_account'))
  EXECUTE FUNCTION grant_record_event();

-- A case that has a number or has left the draft is never deleted (文書保存, 仕様書 本文6).
CREATE FUNCTION grant_keep_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'draft' OR OLD.receipt_number IS NOT NULL THEN
    PERFORM grant_refuse('case_kept', coalesce(OLD.receipt_number, OLD.id::text));
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER grant_keep_case BEFORE DELETE ON applications FOR EACH ROW EXECUTE FUNCTION grant_keep_case();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON applications
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();
