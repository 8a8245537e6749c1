-- 事務局の時計: when a state began and when a suspicion was raised, proposed and closed is told by the clock of the office, as the
-- days are (grant.today): a practice office lives on another day, and its reports would not find what was done on it.
-- Replaces functions of doubt.sql, lifecycle.sql and judged-anew.sql.

CREATE FUNCTION grant_moment() RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$ SELECT coalesce(grant_setting('at')::timestamptz, now()) $$;

CREATE OR REPLACE FUNCTION grant_make_suspicion() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.raised_by := grant_require('reception', 'reviewer', 'approver', 'payment_clerk', 'manager');
  NEW.raised_at := grant_moment();
  IF NEW.state <> 'raised' OR num_nonnulls(NEW.proposed_by, NEW.proposed_at, NEW.proposed_outcome, NEW.closed_by,
       NEW.closed_at, NEW.outcome, NEW.reported_at) > 0 THEN
    PERFORM grant_refuse('doubt_fenced', 'a suspicion begins open');
  END IF;
  PERFORM FROM applications a WHERE a.id = NEW.application FOR NO KEY UPDATE;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_suspicion() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid := grant_actor();
  told text[] := '{state,reported_at,reported_to,prefecture_answer}';
  proposed text[] := '{proposed_outcome,proposed_reason,proposed_by,proposed_at}';
  closed text[] := '{state,outcome,closed_by,closed_at}';
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'suspicions'); END IF;
  IF OLD.state IN ('cleared', 'confirmed') THEN PERFORM grant_refuse('doubt_fenced', 'a closed suspicion'); END IF;
  -- 県への報告 and the answer: by the job that sends the notice, or by whoever notes what the prefecture said.
  IF NEW.state IN (OLD.state, 'reported') AND to_jsonb(NEW) - told = to_jsonb(OLD) - told THEN
    IF NEW.state <> OLD.state AND NEW.reported_at IS NULL THEN PERFORM grant_refuse('doubt_fenced', 'reported'); END IF;
    RETURN NEW;
  END IF;
  -- 解除の提案, again and again until somebody else agrees.
  IF to_jsonb(NEW) - proposed = to_jsonb(OLD) - proposed THEN
    actor := grant_require('reviewer', 'approver', 'manager');
    IF actor = OLD.raised_by THEN PERFORM grant_refuse('same_person', 'raised / proposed'); END IF;
    IF NEW.proposed_outcome NOT IN ('cleared', 'confirmed') OR coalesce(btrim(NEW.proposed_reason), '') = '' THEN
      PERFORM grant_refuse('doubt_fenced', 'a proposal names its outcome and its reason');
    END IF;
    NEW.proposed_by := actor;
    NEW.proposed_at := grant_moment();
    RETURN NEW;
  END IF;
  -- 終結: exactly what was proposed, by a third person.
  IF to_jsonb(NEW) - closed = to_jsonb(OLD) - closed AND NEW.state = OLD.proposed_outcome THEN
    actor := grant_require('approver', 'manager');
    IF actor IN (OLD.raised_by, OLD.proposed_by) THEN PERFORM grant_refuse('same_person', 'raised / proposed / closed'); END IF;
    NEW.closed_by := actor;
    NEW.closed_at := grant_moment();
    RETURN NEW;
  END IF;
  PERFORM grant_refuse('doubt_fenced', 'suspicions');
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION grant_begin_case() RETURNS trigger LANGUAGE plpgsql
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
  NEW.state_since := grant_moment();
  NEW.suspended_from := NULL;
  NEW.recommendation := NULL;
  NEW.recommended_by := NULL;
  NEW.recommended_at := NULL;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_move_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  way lifecycle_transitions;
BEGIN
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN
    IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
      PERFORM grant_refuse('stale_version', OLD.version::text);
    END IF;
    -- An event that leaves the case where it is needs its row of the table like any other.
    IF grant_setting('event') IN ('change_account', 'judge_anew') THEN PERFORM grant_way(OLD.state, NEW.state); END IF;
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
  -- A payment stopped in its batch has left it: the case waits to be paid again.
  NEW.suspended_from := CASE WHEN NEW.state <> 'suspended' THEN NULL WHEN OLD.state = 'in_batch' THEN 'payable'
                             ELSE OLD.state END;
  NEW.state_since := grant_moment();
  NEW.waiting_for := coalesce(way.waiting_for, NEW.waiting_for);
  IF way.event = 'recommend' THEN
    NEW.recommended_by := grant_actor();
    NEW.recommended_at := grant_moment();
  END IF;
  RETURN NEW;
END $$;
