-- 決定の後に外した書類 (仕様書 本文4(2)ア・ク): a decided case that lost papers which belonged to another keeps its decision, its state and
-- its money as they are, but what is still to be paid waits, and the case stands in a queue, until an approver or a manager who
-- did not take them out has looked and said why the decision holds without them. Replaces functions of late-doubts.sql and one
-- of new-proposals.sql; comes after misfiled-papers.sql and new-proposals.sql.

-- The envelope that left (誤綴り): the third thing that a look can be of.
ALTER TABLE late_looks ADD COLUMN lost uuid REFERENCES attachments (id) ON DELETE RESTRICT;
CREATE OR REPLACE TRIGGER grant_same_side AFTER INSERT ON late_looks FOR EACH ROW
  EXECUTE FUNCTION grant_same_side('application:applications', 'bar:bars', 'list_match:list_matches', 'lost:attachments');
CREATE INDEX grant_unbound_papers ON case_events (application) WHERE event = 'unbind_papers';

-- Envelopes with sorted papers that left a case after the decision that stands, and that nobody else has looked at since, with the
-- number of the event and who took them out. One that was kept as it came was read by nobody who decided.
CREATE FUNCTION grant_lost_papers(of_case uuid) RETURNS TABLE (envelope uuid, seen bigint, taken_by uuid) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT (e.facts ->> 'envelope')::uuid, e.seq::bigint, e.actor
    FROM case_events e
    CROSS JOIN LATERAL (SELECT max(d.seq) AS seq FROM case_events d
                         WHERE d.application = of_case AND d.event IN ('grant', 'refuse')) decided
   WHERE e.application = of_case AND e.event = 'unbind_papers' AND e.seq > decided.seq
     -- 決定の変更・取消し: nothing rests on that decision any more.
     AND NOT EXISTS (SELECT FROM case_events r WHERE r.application = of_case AND r.seq > decided.seq
                        AND r.event IN ('revise_decision', 'cancel'))
     AND EXISTS (SELECT FROM json_array_elements_text(e.facts -> 'papers') gone JOIN attachments a ON a.id = gone::uuid
                  WHERE NOT a.unsorted)
     AND NOT EXISTS (SELECT FROM late_looks l WHERE l.application = of_case AND l.lost::text = e.facts ->> 'envelope')
$$;

CREATE OR REPLACE FUNCTION grant_late_doubt(of_case uuid) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN EXISTS (SELECT FROM duplicate_members m JOIN duplicate_sets s ON s.id = m.duplicate_set
                  WHERE m.application = of_case AND s.state = 'open' AND NOT grant_rests_on(m)) THEN 'duplicate_open'
    WHEN EXISTS (SELECT FROM duplicate_members m WHERE m.application = of_case AND m.verdict = 'duplicate') THEN 'duplicate_found'
    WHEN EXISTS (SELECT FROM grant_late_bars(of_case)) THEN 'bar'
    WHEN EXISTS (SELECT FROM grant_late_awards(of_case)) THEN 'award'
    WHEN EXISTS (SELECT FROM grant_lost_papers(of_case)) THEN 'papers' END
$$;

CREATE OR REPLACE FUNCTION grant_look_at_late() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.looked_by := grant_require('approver', 'manager');
  NEW.looked_at := grant_moment();
  IF coalesce(btrim(NEW.reason), '') = '' THEN PERFORM grant_refuse('late_look_reason', NEW.application::text); END IF;
  PERFORM FROM applications a WHERE a.id = NEW.application FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM payments p WHERE p.application = NEW.application AND p.state IN ('prepared', 'sealed')
                AND p.prepared_by = NEW.looked_by) THEN
    PERFORM grant_refuse('same_person', 'payments / late_looks');
  END IF;
  IF EXISTS (SELECT FROM grant_lost_papers(NEW.application) p WHERE p.envelope = NEW.lost AND p.taken_by = NEW.looked_by) THEN
    PERFORM grant_refuse('same_person', 'unbind_papers / late_looks');
  END IF;
  IF num_nonnulls(NEW.bar, NEW.list_match, NEW.lost) <> 1
     OR NOT EXISTS (SELECT FROM grant_late_bars(NEW.application) b WHERE b.bar = NEW.bar AND b.seen = NEW.seen)
        AND NOT EXISTS (SELECT FROM grant_late_awards(NEW.application) w
                         WHERE w.list_match = NEW.list_match AND w.seen = NEW.seen)
        AND NOT EXISTS (SELECT FROM grant_lost_papers(NEW.application) p
                         WHERE p.envelope = NEW.lost AND p.seen = NEW.seen) THEN
    PERFORM grant_refuse('late_look_stale', NEW.application::text);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_refuse_late(of_case uuid) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  late text := grant_late_doubt(of_case);
BEGIN
  IF late = 'duplicate_open' THEN PERFORM grant_refuse('late_duplicate_open', of_case::text); END IF;
  IF late = 'duplicate_found' THEN PERFORM grant_refuse('late_duplicate_found', of_case::text); END IF;
  IF late = 'bar' THEN PERFORM grant_refuse('late_bar', of_case::text); END IF;
  IF late = 'award' THEN PERFORM grant_refuse('late_award', of_case::text); END IF;
  IF late = 'papers' THEN PERFORM grant_refuse('late_papers_lost', of_case::text); END IF;
END $$;

-- 疑義の調査中に外した書類: what left a suspended case may have been the evidence. It is kept in sight of the office, whoever took it
-- out has no part in the release (lifecycle_four_eyes), and what was proposed before is proposed anew of what is left.
CREATE OR REPLACE FUNCTION grant_move_doubted() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  act text := coalesce(grant_setting('event'), '');
BEGIN
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN
    IF act = 'propose_release' THEN
      PERFORM grant_way(OLD.state, NEW.state);
      PERFORM grant_two_people(OLD.id, act, grant_actor());
      IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
    END IF;
    RETURN NEW;
  END IF;
  -- A correction under way ends with the suspension, as the domain says (returnStateOf).
  IF NEW.state = 'suspended' AND OLD.state = 'correction_requested' THEN NEW.suspended_from := 'in_review'; END IF;
  IF act = 'withdraw' AND OLD.state = 'suspended'
     AND OLD.suspended_from NOT IN ('submitted', 'in_review', 'correction_requested', 'recommended') THEN
    PERFORM grant_refuse('illegal_transition', 'withdraw from ' || OLD.suspended_from);
  END IF;
  IF act = 'release' THEN
    IF 'propose_release' IS DISTINCT FROM (
         SELECT e.event FROM case_events e WHERE e.application = OLD.id
            AND e.event IN ('suspend', 'propose_release', 'undo_withdrawal', 'unbind_papers')
          ORDER BY e.seq DESC LIMIT 1) THEN
      PERFORM grant_refuse('release_unproposed', OLD.id::text);
    END IF;
    IF grant_doubt_open(OLD.id) THEN PERFORM grant_refuse('doubt_open', 'release'); END IF;
  END IF;
  IF act IN ('grant', 'approve_top_up', 'post_notice', 'batch') AND grant_doubt_stands(OLD.id) OR act = 'refuse' AND grant_doubt_open(OLD.id) THEN
    PERFORM grant_refuse('doubt_open', act);
  END IF;
  RETURN NEW;
END $$;
