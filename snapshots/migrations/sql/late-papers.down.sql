-- Undoes late-papers.sql.

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
    IF OLD.status <> 'received' THEN PERFORM grant_refuse('content_locked', 'a paper set aside'); END IF;
  END IF;
  IF in_state NOT IN ('draft', 'received', 'correction_requested')
     AND grant_answering(in_state) IS NOT TRUE
     -- A new account comes with the passbook that shows it; after a failed transfer it may come by post before it.
     AND NOT ((grant_changing_account(in_state) OR in_state = 'account_correction')
              AND CASE WHEN TG_OP = 'INSERT' THEN NEW.paper ELSE OLD.paper END = 'passbook') THEN
    PERFORM grant_refuse('content_locked', 'attachments in ' || in_state);
  END IF;
  RETURN NEW;
END $$;

DROP TRIGGER grant_sorted_from ON attachments;
DROP TRIGGER grant_read_papers ON applications;
DROP TRIGGER grant_record_papers ON applications;
DROP TRIGGER grant_zadd_papers ON applications;
DROP FUNCTION grant_sorted_from;
DROP FUNCTION grant_handling_envelope;
DROP FUNCTION grant_set_aside_by;
DROP FUNCTION grant_read_papers;
DROP FUNCTION grant_add_papers;
DROP FUNCTION grant_binding_paper;
DROP FUNCTION grant_papers_newer;
DROP FUNCTION grant_last_judgement;
DROP FUNCTION grant_late_papers;
