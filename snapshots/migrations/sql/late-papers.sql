-- 追加書類 (仕様書 本文4(2)ア・イ): what comes by post when nobody has asked for it is bound into the case by an event of its own,
-- until the decision and also while the case is suspended. It changes nothing that was judged; before anything is recommended
-- or decided, the case is judged anew. Replaces a function of corrected-account.sql.

-- The papers that came late, and the number of the judgement that had been made when they did. Kept in the history alone.
CREATE FUNCTION grant_late_papers(of_case uuid) RETURNS TABLE (attachment uuid, judgement integer) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT bound::uuid, (e.facts ->> 'judgement')::integer
    FROM case_events e CROSS JOIN LATERAL json_array_elements_text(e.facts -> 'papers') bound
   WHERE e.application = of_case AND e.event = 'add_papers'
$$;

CREATE FUNCTION grant_last_judgement(of_case uuid) RETURNS integer LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(max(j.number), 0) FROM judgements j WHERE j.application = of_case
$$;

-- True while the last judgement does not know some late paper, or pages are still to be sorted: of a late paper, or of an
-- envelope that came while a correction was open. 誤綴り: what was taken out again before anybody judged the case by it keeps
-- nothing; what the judgement did rest on is missing from it. What was sorted anew is of other kinds than were judged. What
-- came while a correction was open is judged by its answer; the round may end without one (withdrawn, suspended). The passbook
-- of a new account comes in the moment of the account, which no judgement rests on; a decision that was made stands.
CREATE FUNCTION grant_papers_newer(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM grant_late_papers(of_case) l JOIN attachments a ON a.id = l.attachment
                  WHERE l.judgement >= grant_last_judgement(of_case) AND a.status <> 'removed')
    OR EXISTS (SELECT FROM attachments a WHERE a.application = of_case AND a.unsorted AND a.status = 'received')
    OR EXISTS (SELECT FROM attachments a JOIN applications c ON c.id = a.application
                WHERE a.application = of_case AND a.status = 'received'
                  AND coalesce(c.suspended_from, '') NOT IN ('granted', 'payable')
                  AND a.uploaded_at > (SELECT max(j.judged_at) FROM judgements j WHERE j.application = of_case)
                  AND NOT (a.paper = 'passbook' AND EXISTS (SELECT FROM bank_accounts b
                             WHERE b.application = of_case AND b.edited_at = a.uploaded_at)))
    OR EXISTS (SELECT FROM case_events e
                WHERE e.application = of_case AND e.event = 'sort_again'
                  AND (e.facts ->> 'judgement')::integer >= grant_last_judgement(of_case))
    OR EXISTS (SELECT FROM case_events e CROSS JOIN LATERAL json_array_elements_text(e.facts -> 'papers') gone
                 JOIN attachments a ON a.id = gone::uuid
                WHERE e.application = of_case AND e.event = 'unbind_papers' AND NOT a.unsorted
                  AND (e.facts ->> 'judgement')::integer >= grant_last_judgement(of_case)
                  AND a.uploaded_at <= (SELECT max(j.judged_at) FROM judgements j WHERE j.application = of_case))
$$;

-- True when this transaction binds this paper into the case: an envelope as it came, or what it was sorted into. After a
-- decision an envelope is kept as it came, so that nothing stands beside the papers that were decided on.
CREATE FUNCTION grant_binding_paper(of_case uuid, paper uuid, whole boolean, act text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  known applications;
BEGIN
  IF grant_setting('event') IS DISTINCT FROM 'add_papers' THEN RETURN false; END IF;
  SELECT * INTO known FROM applications WHERE id = of_case;
  PERFORM grant_way(known.state, known.state);
  IF act = 'UPDATE' OR NOT whole THEN
    IF known.suspended_from IN ('granted', 'payable') THEN RETURN false; END IF;
  END IF;
  IF act = 'UPDATE' THEN RETURN whole; END IF;
  RETURN coalesce((grant_setting('facts')::jsonb -> 'papers') ? paper::text, false);
END $$;

-- 誤綴り: true when an answer to a correction set this paper aside for papers of this envelope and of no other.
CREATE FUNCTION grant_set_aside_by(paper attachments, of_envelope uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM case_events e CROSS JOIN LATERAL json_array_elements(e.facts -> 'replaced') gone
                  WHERE e.application = paper.application AND e.event = 'answer_correction'
                    AND gone ->> 'paper' = paper.id::text AND json_array_length(gone -> 'by') > 0
                    AND NOT EXISTS (SELECT FROM json_array_elements_text(gone -> 'by') taker LEFT JOIN attachments a ON a.id = taker::uuid
                                     WHERE a.envelope IS DISTINCT FROM of_envelope))
$$;

-- 誤綴り・仕分け直し: true when this transaction takes this paper out with its envelope, or puts what was sorted anew in its
-- place, or takes back what papers of the wrong case had taken the place of. All are events of the case. What was decided on
-- is left alone, but for a stranger's papers, which leave a suspended case all the same (仕様書 本文6).
CREATE FUNCTION grant_handling_envelope(paper attachments, act text) RETURNS boolean LANGUAGE plpgsql STABLE
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

-- What was sorted out of an envelope lies in the case of its envelope, and within its pages.
CREATE FUNCTION grant_sorted_from() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.envelope_page IS NULL OR NOT EXISTS (
      SELECT FROM attachments e WHERE e.id = NEW.envelope AND e.application = NEW.application AND e.unsorted
         AND NEW.envelope_page BETWEEN 1 AND coalesce(e.pages, 1) - coalesce(NEW.pages, 1) + 1) THEN
    PERFORM grant_refuse('sorted_from', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_sorted_from BEFORE INSERT ON attachments FOR EACH ROW
  WHEN (NEW.envelope IS NOT NULL) EXECUTE FUNCTION grant_sorted_from();

CREATE FUNCTION grant_add_papers() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  told jsonb := grant_setting('facts')::jsonb;
BEGIN
  -- The case stays where it is, where grant_move_case asks for no row of the table.
  PERFORM grant_way(OLD.state, NEW.state);
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  -- A reviewer brings nothing but an envelope that the case of another number did not own.
  IF grant_setting('duty') <> 'reception' AND NOT EXISTS (
      SELECT FROM attachments wrong JOIN case_events e ON e.application = wrong.application AND e.event = 'unbind_papers'
         AND e.facts ->> 'envelope' = wrong.id::text AND e.facts ->> 'movedTo' = OLD.receipt_number AND e.actor = grant_actor()
       WHERE wrong.id::text = told ->> 'from' AND wrong.status = 'removed' AND told ->> 'step' = 'filed'
         AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(told -> 'papers') bound JOIN attachments a ON a.id = bound::uuid
                          WHERE NOT a.unsorted OR a.pages IS DISTINCT FROM wrong.pages)) THEN
    PERFORM grant_refuse('forbidden_duty', 'add_papers by ' || grant_setting('duty'));
  END IF;
  IF jsonb_array_length(coalesce(nullif(told -> 'papers', 'null'), '[]')) = 0
     OR (told ->> 'judgement')::integer IS DISTINCT FROM grant_last_judgement(OLD.id)
     OR EXISTS (SELECT FROM jsonb_array_elements_text(told -> 'papers') bound
                 WHERE NOT EXISTS (SELECT FROM attachments a WHERE a.id = bound::uuid AND a.application = OLD.id)
                    OR bound::uuid IN (SELECT l.attachment FROM grant_late_papers(OLD.id) l)) THEN
    PERFORM grant_refuse('late_papers', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
-- Named to run after grant_move_case.
CREATE TRIGGER grant_zadd_papers BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'add_papers') EXECUTE FUNCTION grant_add_papers();
CREATE TRIGGER grant_record_papers AFTER UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'add_papers') EXECUTE FUNCTION grant_record_handing_over();

CREATE FUNCTION grant_read_papers() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_papers_newer(NEW.id) THEN
    PERFORM grant_refuse(CASE OLD.state WHEN 'in_review' THEN 'papers_unread' ELSE 'papers_newer' END, NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_read_papers BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = 'in_review' AND NEW.state = 'recommended'
        OR OLD.state = 'recommended' AND NEW.state IN ('granted', 'refused'))
  EXECUTE FUNCTION grant_read_papers();

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
