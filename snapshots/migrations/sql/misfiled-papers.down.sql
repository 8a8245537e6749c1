-- Undoes misfiled-papers.sql.

CREATE OR REPLACE FUNCTION grant_handling_envelope(paper attachments, act text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  event text := coalesce(grant_setting('event'), '');
  facts jsonb;
  known applications;
BEGIN
  IF event NOT IN ('unbind_papers', 'sort_again') THEN RETURN false; END IF;
  facts := grant_setting('facts')::jsonb;
  SELECT * INTO known FROM applications WHERE id = paper.application;
  PERFORM grant_way(known.state, known.state);
  IF event = 'unbind_papers' AND act = 'UPDATE'
     AND coalesce(facts ->> 'envelope' IN (paper.id::text, coalesce(paper.envelope::text, '')), false) THEN RETURN true; END IF;
  IF known.suspended_from IN ('granted', 'payable') THEN RETURN false; END IF;
  IF event = 'unbind_papers' THEN
    RETURN act = 'UPDATE' AND coalesce(grant_set_aside_by(paper, (facts ->> 'envelope')::uuid), false);
  END IF;
  RETURN coalesce(facts ->> 'envelope' = paper.envelope::text
                  AND (act = 'UPDATE' OR (facts -> 'papers') ? paper.id::text), false);
END $$;

CREATE OR REPLACE FUNCTION grant_lock_attachment() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.application ELSE OLD.application END;
  in_state text;
BEGIN
  SELECT state INTO in_state FROM applications WHERE id = of_case FOR NO KEY UPDATE;
  IF TG_OP = 'DELETE' THEN
    IF in_state <> 'draft' THEN PERFORM grant_refuse('content_locked', 'attachments in ' || in_state); END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - '{status,scan,pages}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{status,scan,pages}'::text[] THEN
      PERFORM grant_refuse('content_locked', 'a received paper');
    END IF;
    IF NEW.status IS NOT DISTINCT FROM OLD.status THEN RETURN NEW; END IF;
    IF OLD.status <> 'received'
       AND NOT (OLD.status = 'replaced' AND grant_setting('event') = 'unbind_papers' AND grant_handling_envelope(OLD, TG_OP)
                AND NEW.status = CASE WHEN grant_setting('facts')::jsonb ->> 'envelope'
                                             IN (OLD.id::text, coalesce(OLD.envelope::text, '')) THEN 'removed' ELSE 'received' END) THEN
      PERFORM grant_refuse('content_locked', 'a paper set aside');
    END IF;
    -- A paper of the case itself leaves by no envelope.
    IF OLD.status = 'received' AND grant_setting('event') = 'unbind_papers'
       AND coalesce(grant_setting('facts')::jsonb ->> 'envelope' NOT IN (OLD.id::text, coalesce(OLD.envelope::text, '')), true) THEN
      PERFORM grant_refuse('content_locked', 'a paper beside the envelope');
    END IF;
  END IF;
  -- While a new account is awaited, what came for it may leave again; what was decided on stays.
  IF TG_OP = 'UPDATE' AND in_state = 'account_correction' AND NEW.status = 'removed'
     AND OLD.uploaded_at < (SELECT state_since FROM applications WHERE id = of_case) THEN
    PERFORM grant_refuse('content_locked', 'a paper that was decided on');
  END IF;
  IF in_state NOT IN ('draft', 'received', 'correction_requested')
     AND grant_answering(in_state) IS NOT TRUE
     -- 追加書類: bound into the case by its own event.
     AND NOT grant_binding_paper(of_case, CASE WHEN TG_OP = 'INSERT' THEN NEW.id ELSE OLD.id END,
                                 CASE WHEN TG_OP = 'INSERT' THEN NEW.unsorted ELSE OLD.unsorted END, TG_OP)
     AND NOT grant_handling_envelope(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END, TG_OP)
     -- A new account comes with the passbook that shows it; after a failed transfer it may come by post before it.
     AND NOT ((grant_changing_account(in_state) OR in_state = 'account_correction')
              AND CASE WHEN TG_OP = 'INSERT' THEN NEW.paper ELSE OLD.paper END = 'passbook')
     -- … and by post it comes in an envelope, which is sorted here.
     AND NOT (in_state = 'account_correction'
              AND CASE WHEN TG_OP = 'INSERT' THEN NEW.unsorted ELSE OLD.unsorted END) THEN
    PERFORM grant_refuse('content_locked', 'attachments in ' || in_state);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_custody() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  last custody_entries;
  allowed text[];
BEGIN
  NEW.recorded_by := grant_require('reception', 'manager');
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

DROP TRIGGER grant_unmark_findings ON attachments;
DROP TRIGGER grant_record_unbinding ON applications;
DROP TRIGGER grant_zunbind_papers ON applications;
DROP FUNCTION grant_unmark_findings;
DROP FUNCTION grant_unbind_papers;
DROP FUNCTION grant_is_decided;
