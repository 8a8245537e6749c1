-- 取下げの取消し (仕様書 本文4(2)ア): a withdrawal that was a mistake is taken back, to where the case stood and nowhere else, with
-- a reason. Who may do it and that another person withdrew is told by the tables of the lifecycle. What the applicant
-- withdrew comes back only on his wish, of which day and means are noted.

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
  IF undone.duty IN ('applicant', 'agent') AND coalesce(btrim(grant_setting('facts')::json ->> 'wish'), '') = '' THEN
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

-- 同じ申請: whoever filed again meanwhile has one application already.
CREATE TRIGGER grant_zstop_at_return BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = 'withdrawn' AND NEW.state NOT IN ('withdrawn', 'received'))
  EXECUTE FUNCTION grant_stop_at_receipt();
