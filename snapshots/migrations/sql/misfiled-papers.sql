-- 誤綴り (仕様書 本文4(2)ア, 本文6 個人情報の保護): an envelope that was bound into the wrong case leaves it with all that was sorted
-- out of it, by an event of its own, in every state that is not a draft's or still being entered: a stranger's pages are
-- shown to nobody for ever. Once the case is decided the manager alone takes them out, and never where he decided it himself:
-- who brought the papers in, judged by them or decided on them does not also take them away. Nothing that was decided or paid
-- changes by it. Its papers are kept and count nowhere; they go to the case they belong to, or back to what is still to be
-- sorted (読み取った書類の振り分け); the custody log says where the originals went. Replaces a function of review.sql, one of
-- counter-returns.sql and two of late-papers.sql.

-- 決定済み: the decision of this case stands, stood until it was cancelled, or is held by a suspension.
CREATE FUNCTION grant_is_decided(of_case applications) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(of_case.suspended_from, of_case.state) IN
    ('granted', 'refused', 'payable', 'in_batch', 'paid', 'top_up_proposed', 'account_correction', 'cancelled',
     'repayment_claimed', 'repaid')
$$;

CREATE FUNCTION grant_unbind_papers() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := grant_setting('facts')::jsonb;
  whole attachments;
BEGIN
  PERFORM grant_way(OLD.state, NEW.state);
  -- The case stays where it is, where grant_move_case asks for no second person.
  PERFORM grant_two_people(OLD.id, 'unbind_papers', grant_actor());
  IF grant_is_decided(OLD) AND grant_setting('duty') <> 'manager' THEN
    PERFORM grant_refuse('forbidden_duty', 'unbind_papers by ' || grant_setting('duty'));
  END IF;
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  SELECT * INTO whole FROM attachments a WHERE a.id::text = facts ->> 'envelope' AND a.application = OLD.id AND a.unsorted;
  -- An envelope leaves the case whole, once, and its originals are looked after. That goes for one that the case was registered
  -- with too: what the case then lacks is found when it is judged anew. Nothing is forgotten: where nobody knows whose it is, it
  -- is sorted once more, unless no page of it may be opened.
  IF whole.id IS NULL OR coalesce(btrim(grant_setting('reason')), '') = ''
     OR (facts ->> 'judgement')::integer IS DISTINCT FROM grant_last_judgement(OLD.id)
     OR EXISTS (SELECT FROM attachments a WHERE whole.id IN (a.id, a.envelope) AND a.status <> 'removed')
     OR NOT coalesce((facts -> 'papers') ? whole.id::text, false)
     OR EXISTS (SELECT FROM case_events e WHERE e.application = OLD.id AND e.event = 'unbind_papers'
                   AND e.facts ->> 'envelope' = whole.id::text)
     OR NOT EXISTS (SELECT FROM custody_entries c WHERE c.application = OLD.id AND c.id::text = facts ->> 'custody'
                       AND c.recorded_by = grant_actor())
     OR facts ->> 'movedTo' IS NULL AND whole.mime = 'application/pdf' AND whole.scan <> 'infected'
        AND NOT EXISTS (SELECT FROM scans s WHERE s.id::text = facts ->> 'scan' AND s.sha256 = whole.sha256
                           AND s.practice = OLD.practice AND s.state = 'waiting') THEN
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
     AND NOT EXISTS (SELECT FROM applications c WHERE c.id = NEW.application AND grant_is_decided(c));
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
      SELECT FROM attachments a WHERE a.id = NEW.evidence AND a.application = NEW.application AND a.status <> 'removed'
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

-- 誤綴り・仕分け直し: what was decided on is left alone, but for a stranger's papers.
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
  IF grant_is_decided(known) THEN RETURN false; END IF;
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
  -- 郵送で届いた書類: the desk alone takes out what came in an envelope, and the pages wait to be sorted once more: they may be
  -- another case's. What holds a virus goes nowhere.
  IF TG_OP = 'UPDATE' AND NEW.status = 'removed' AND (OLD.unsorted OR OLD.envelope IS NOT NULL)
     AND NOT grant_handling_envelope(OLD, TG_OP) THEN
    PERFORM grant_require('reception');
    IF OLD.mime = 'application/pdf' AND OLD.scan <> 'infected' AND NOT EXISTS (SELECT FROM scans s
        WHERE s.sha256 = OLD.sha256 AND s.state = 'waiting'
          AND s.practice = (SELECT a.practice FROM applications a WHERE a.id = of_case)) THEN
      PERFORM grant_refuse('content_locked', 'pages that nobody sorts');
    END IF;
  END IF;
  -- While a new account is awaited, what came for it may leave again; what was decided on stays, but
  -- for a stranger's papers.
  IF TG_OP = 'UPDATE' AND in_state = 'account_correction' AND NEW.status = 'removed'
     AND NOT grant_handling_envelope(OLD, TG_OP)
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
