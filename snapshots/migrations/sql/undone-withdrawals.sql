-- 取下げの取消し (仕様書 本文4(2)ア): a withdrawal that was a mistake is taken back, to where the case stood and nowhere else, with
-- a reason. Who may do it and that another person withdrew is told by the tables of the lifecycle. It comes back only on the
-- applicant's wish, of which day and means are noted: the desk too records what he asked for, by post or at the counter. Only
-- a withdrawal that the office itself recorded by mistake needs no wish, and is declared as that.

CREATE FUNCTION grant_move_undone() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  undone case_events;
BEGIN
  SELECT * INTO undone FROM case_events e WHERE e.application = OLD.id AND e.event = 'withdraw' ORDER BY e.seq DESC LIMIT 1;
  -- A correction ended with the withdrawal, as the domain says (undoneStateOf).
  IF NEW.state IS DISTINCT FROM
     (CASE undone.from_state WHEN 'correction_requested' THEN 'in_review' ELSE undone.from_state END) THEN
    PERFORM grant_refuse('illegal_transition', 'withdrawn in ' || coalesce(undone.from_state, 'no state'));
  END IF;
  IF coalesce(btrim(grant_setting('reason')), '') = '' THEN PERFORM grant_refuse('undo_reason', OLD.id::text); END IF;
  IF coalesce(btrim(grant_setting('facts')::json ->> 'wish'), '') = ''
     AND (undone.duty IN ('applicant', 'agent') OR grant_setting('facts')::json ->> 'mistake' IS DISTINCT FROM 'true') THEN
    PERFORM grant_refuse('undo_unasked', OLD.id::text);
  END IF;
  -- Withdrawn while it was suspended: it stands again as it did then, and its doubts with it.
  IF NEW.state = 'suspended' THEN
    NEW.suspended_from := (
      SELECT CASE e.from_state WHEN 'correction_requested' THEN 'in_review' ELSE e.from_state END
        FROM case_events e WHERE e.application = OLD.id AND e.event = 'suspend' ORDER BY e.seq DESC LIMIT 1);
  END IF;
  RETURN NEW;
END $$;
-- Named to run after grant_move_case.
CREATE TRIGGER grant_move_undone BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = 'withdrawn' AND NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION grant_move_undone();

-- 同じ申請: whoever filed again meanwhile has one application already, and it is said to whom it concerns: the office.
CREATE OR REPLACE FUNCTION grant_stop_at_receipt() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(NEW.employee_key, '') = '' OR NOT EXISTS (
       SELECT FROM programme_versions v WHERE v.id = NEW.programme_version AND v.exact_duplicates = 'receipt') THEN
    RETURN NEW;
  END IF;
  -- The same lock as the comparison takes: of two that arrive at one moment, the second sees the first.
  PERFORM pg_advisory_xact_lock(hashtextextended('grant.duplicates', 0));
  IF EXISTS (
       SELECT FROM applications o
        WHERE o.employee_key = NEW.employee_key AND o.id <> NEW.id AND o.practice = NEW.practice
          AND (o.employer = NEW.employer OR o.employer_corporate_number = NEW.employer_corporate_number
               OR o.insurance_office_number = NEW.insurance_office_number)
          AND o.state NOT IN ('draft', 'received', 'withdrawn', 'refused', 'cancelled', 'repaid')) THEN
    PERFORM grant_refuse(CASE OLD.state WHEN 'withdrawn' THEN 'duplicate_refiled' ELSE 'duplicate_filed' END, NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_zstop_at_return BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = 'withdrawn' AND NEW.state NOT IN ('withdrawn', 'received'))
  EXECUTE FUNCTION grant_stop_at_receipt();

-- 重複の再確認: judged while one of its cases was withdrawn that stands again now, a set was judged on what is no longer so.
CREATE FUNCTION grant_settled_without(settled duplicate_sets) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT settled.state <> 'open' AND EXISTS (
    SELECT FROM duplicate_members m JOIN applications a ON a.id = m.application
      CROSS JOIN LATERAL (SELECT e.seq, e.at FROM case_events e WHERE e.application = a.id AND e.event = 'withdraw'
                           ORDER BY e.seq DESC LIMIT 1) last
     WHERE m.duplicate_set = settled.id AND a.state <> 'withdrawn' AND last.at <= settled.resolved_at
       AND NOT EXISTS (SELECT FROM case_events u WHERE u.application = a.id AND u.event = 'undo_withdrawal'
                          AND u.seq > last.seq AND u.at <= settled.resolved_at))
$$;

-- Opened with the undoing, whoever judged it: nobody calls his own judgement wrong, the case has changed.
CREATE OR REPLACE FUNCTION grant_keep_duplicate_set() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid;
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'open' AND NEW.state <> 'open' THEN
    PERFORM grant_refuse('append_only', 'duplicate_sets');
  END IF;
  IF OLD.state <> 'open' THEN
    actor := grant_require('reviewer', 'approver', 'manager');
    IF coalesce(btrim(grant_setting('reason')), '') = '' THEN PERFORM grant_refuse('reopening_reason', NEW.id::text); END IF;
    IF to_jsonb(NEW) - '{state,reason,resolved_by,resolved_at}'::text[]
       IS DISTINCT FROM to_jsonb(OLD) - '{state,reason,resolved_by,resolved_at}'::text[] THEN
      PERFORM grant_refuse('append_only', 'duplicate_sets');
    END IF;
    -- Whoever decides at this moment waits, and then finds the set open.
    PERFORM FROM applications a JOIN duplicate_members m ON m.application = a.id
      WHERE m.duplicate_set = NEW.id ORDER BY a.id FOR NO KEY UPDATE OF a;
    IF NOT grant_settled_without(OLD) AND (actor IS NOT DISTINCT FROM OLD.resolved_by
       OR EXISTS (SELECT FROM duplicate_members m WHERE m.duplicate_set = NEW.id AND m.decided_by = actor)) THEN
      PERFORM grant_refuse('same_person', 'reopening');
    END IF;
    IF NOT EXISTS (SELECT FROM duplicate_members m WHERE m.duplicate_set = NEW.id AND NOT grant_rests_on(m)) THEN
      PERFORM grant_refuse('duplicate_decided', NEW.id::text);
    END IF;
    NEW.reason := NULL;
    NEW.resolved_by := NULL;
    NEW.resolved_at := NULL;
  ELSIF NEW.state <> 'open' THEN
    NEW.resolved_by := grant_require('reviewer', 'approver', 'manager');
    NEW.resolved_at := now();
    IF EXISTS (SELECT FROM duplicate_members m WHERE m.duplicate_set = NEW.id AND m.verdict IS NULL) THEN
      PERFORM grant_refuse('duplicate_unjudged', NEW.id::text);
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION grant_reopen_undone() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE duplicate_sets s SET state = 'open'
   WHERE s.id IN (SELECT m.duplicate_set FROM duplicate_members m WHERE m.application = NEW.id) AND grant_settled_without(s);
  -- The same for what was judged meanwhile in a set that is not settled yet.
  UPDATE duplicate_members m SET verdict = NULL, reason = NULL, decided_by = NULL, decided_at = NULL
    FROM duplicate_sets s
   WHERE s.id = m.duplicate_set AND s.state = 'open' AND NOT grant_rests_on(m)
     AND s.id IN (SELECT o.duplicate_set FROM duplicate_members o WHERE o.application = NEW.id)
     AND m.decided_at >= (SELECT max(e.at) FROM case_events e WHERE e.application = NEW.id AND e.event = 'withdraw');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_reopen_undone AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = 'withdrawn' AND NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION grant_reopen_undone();
