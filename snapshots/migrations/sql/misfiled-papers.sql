-- 誤綴り (仕様書 本文4(2)ア, 本文6 個人情報の保護): an envelope that was bound into the wrong case leaves it with all that was sorted
-- out of it, by an event of its own, until the decision and, once decided, while the case is suspended. Its papers are kept and
-- count nowhere; the custody log says where the originals went. Replaces a function of review.sql and one of counter-returns.sql.

CREATE FUNCTION grant_unbind_papers() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := grant_setting('facts')::jsonb;
  whole attachments;
BEGIN
  PERFORM grant_way(OLD.state, NEW.state);
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  SELECT * INTO whole FROM attachments a WHERE a.id::text = facts ->> 'envelope' AND a.application = OLD.id AND a.unsorted;
  -- An envelope leaves the case whole, once, and its originals are looked after. That goes for one that the case was registered
  -- with too: what the case then lacks is found when it is judged anew.
  IF whole.id IS NULL OR coalesce(btrim(grant_setting('reason')), '') = ''
     OR (facts ->> 'judgement')::integer IS DISTINCT FROM grant_last_judgement(OLD.id)
     OR EXISTS (SELECT FROM attachments a WHERE whole.id IN (a.id, a.envelope) AND a.status <> 'removed')
     OR NOT coalesce((facts -> 'papers') ? whole.id::text, false)
     OR EXISTS (SELECT FROM case_events e WHERE e.application = OLD.id AND e.event = 'unbind_papers'
                   AND e.facts ->> 'envelope' = whole.id::text)
     OR NOT EXISTS (SELECT FROM custody_entries c WHERE c.application = OLD.id AND c.id::text = facts ->> 'custody'
                       AND c.recorded_by = grant_actor()) THEN
    PERFORM grant_refuse('unbind_papers', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
-- Named to run after grant_move_case.
CREATE TRIGGER grant_zunbind_papers BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'unbind_papers') EXECUTE FUNCTION grant_unbind_papers();
CREATE TRIGGER grant_record_unbinding AFTER UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'unbind_papers') EXECUTE FUNCTION grant_record_handing_over();

-- A mark of the judgement that stands rests on no paper that left the case; what was decided on stays as it was marked.
CREATE FUNCTION grant_unmark_findings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE findings f SET mark = NULL, mark_note = NULL, marked_by = NULL, marked_at = NULL, evidence = NULL,
         evidence_page = NULL, mark_version = coalesce(f.mark_version, 0) + 1
    FROM judgements j
   WHERE f.evidence = NEW.id AND j.id = f.judgement AND j.number = grant_last_judgement(NEW.application)
     AND NOT EXISTS (SELECT FROM applications c WHERE c.id = NEW.application AND c.suspended_from IN ('granted', 'payable'));
  RETURN NULL;
END $$;
CREATE TRIGGER grant_unmark_findings AFTER UPDATE ON attachments FOR EACH ROW
  WHEN (OLD.status <> 'removed' AND NEW.status = 'removed'
        AND current_setting('grant.event', true) IN ('unbind_papers', 'sort_again'))
  EXECUTE FUNCTION grant_unmark_findings();

CREATE OR REPLACE FUNCTION grant_mark_finding() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.mark_version := coalesce(NEW.mark_version, 0);
    IF NEW.mark IS NOT NULL AND NOT EXISTS (SELECT FROM findings f
        WHERE f.application = NEW.application AND f.rule = NEW.rule AND f.verdict = NEW.verdict AND f.found = NEW.found
          AND f.facts::jsonb = NEW.facts::jsonb AND f.mark = NEW.mark AND f.marked_by = NEW.marked_by) THEN
      PERFORM grant_refuse('mark_fenced', 'a mark that nobody made');
    END IF;
  ELSE
    IF (NEW.mark, NEW.mark_note, NEW.marked_by, NEW.marked_at, NEW.mark_version, NEW.evidence, NEW.evidence_page)
         IS NOT DISTINCT FROM
       (OLD.mark, OLD.mark_note, OLD.marked_by, OLD.marked_at, OLD.mark_version, OLD.evidence, OLD.evidence_page) THEN
      RETURN NEW;
    END IF;
    -- 未確認に戻す: the page that it rested on left the case or became another paper.
    IF grant_setting('event') IN ('unbind_papers', 'sort_again')
       AND num_nonnulls(NEW.mark, NEW.mark_note, NEW.marked_by, NEW.marked_at, NEW.evidence, NEW.evidence_page) = 0
       AND NEW.mark_version = coalesce(OLD.mark_version, 0) + 1
       AND EXISTS (SELECT FROM attachments a WHERE a.id = OLD.evidence AND a.status = 'removed') THEN
      RETURN NEW;
    END IF;
    SELECT * INTO of_case FROM applications WHERE id = OLD.application FOR NO KEY UPDATE;
    IF of_case.state <> 'in_review' OR OLD.judgement IS DISTINCT FROM (SELECT j.id FROM judgements j
        WHERE j.application = OLD.application ORDER BY j.number DESC LIMIT 1) THEN
      PERFORM grant_refuse('mark_fenced', of_case.state);
    END IF;
    NEW.marked_by := grant_require('reviewer');
    IF NEW.mark_version IS DISTINCT FROM coalesce(OLD.mark_version, 0) + 1 THEN
      PERFORM grant_refuse('stale_version', 'findings');
    END IF;
    IF NEW.mark = 'ok' AND OLD.verdict <> 'passed' AND btrim(coalesce(NEW.mark_note, ''), E' \t\n\u3000') = '' THEN
      PERFORM grant_refuse('mark_fenced', 'a mark against the judgement without a reason');
    END IF;
  END IF;
  IF (NEW.evidence IS NULL) <> (NEW.evidence_page IS NULL) OR NEW.evidence IS NOT NULL AND NOT EXISTS (
      SELECT FROM attachments a WHERE a.id = NEW.evidence AND a.application = NEW.application
         AND NEW.evidence_page BETWEEN 1 AND coalesce(a.pages, 1)) THEN
    PERFORM grant_refuse('mark_evidence', NEW.rule);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_custody() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  last custody_entries;
  allowed text[];
BEGIN
  -- A reviewer who takes an envelope out of the wrong case says where its originals went, and records no more of them.
  IF grant_setting('event') = 'unbind_papers' THEN NEW.recorded_by := grant_require('reception', 'manager', 'reviewer');
  ELSE NEW.recorded_by := grant_require('reception', 'manager');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('grant.custody/' || NEW.application::text, 0));
  NEW.recorded_at := clock_timestamp();
  SELECT * INTO last FROM custody_entries c WHERE c.application = NEW.application AND c.what = NEW.what
   ORDER BY c.recorded_at DESC LIMIT 1;
  allowed := CASE coalesce(last.action, 'none')
    WHEN 'none' THEN '{stored}' WHEN 'returned' THEN '{stored}'
    WHEN 'stored' THEN '{moved,returned,disposal_asked}' WHEN 'moved' THEN '{moved,returned,disposal_asked}'
    WHEN 'disposal_asked' THEN '{destroyed,moved}' ELSE '{}' END::text[];
  IF NEW.action <> ALL (allowed) THEN
    PERFORM grant_refuse('custody_step', concat_ws(' after ', NEW.action, coalesce(last.action, 'nothing')));
  END IF;
  IF NEW.action = 'destroyed' AND last.recorded_by = NEW.recorded_by THEN
    PERFORM grant_refuse('same_person', 'disposal of an original');
  END IF;
  IF nullif(btrim(NEW.place, E' \u3000'), '') IS NULL
     AND NOT (NEW.action = 'returned' AND NEW.tracking_number IS NOT NULL) THEN
    PERFORM grant_refuse('custody_step', NEW.action || ' without its place or number');
  END IF;
  RETURN NEW;
END $$;
