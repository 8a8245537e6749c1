-- The desk of the reviewers (仕様書 本文4(2)イ, カ): since when a case waits, marks that nobody overwrites, slips that the
-- office puts right for an applicant with the original kept, and who is looking at a case.

-- 待ちの起算日: until the decision the day of filing (標準処理期間), afterwards the day the present step began; null where
-- nothing is waited for. Always worked out here, so that no other hand can set it.
CREATE FUNCTION grant_waiting_day() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  today date := coalesce(grant_setting('today')::date, (now() AT TIME ZONE 'Asia/Tokyo')::date);
  before date := CASE WHEN TG_OP = 'UPDATE' THEN OLD.waiting_from END;
BEGIN
  NEW.waiting_from := CASE
    WHEN NEW.state = 'draft' OR coalesce(NEW.waiting_for, 'none') = 'none' THEN NULL
    WHEN NEW.state IN ('received', 'submitted', 'in_review', 'correction_requested', 'recommended')
      THEN coalesce(NEW.received_on, before, today)
    WHEN NEW.state = 'suspended' THEN coalesce(before, today)
    WHEN TG_OP = 'UPDATE' AND NEW.state = OLD.state
      THEN coalesce(before, (NEW.state_since AT TIME ZONE 'Asia/Tokyo')::date)
    ELSE today END;
  RETURN NEW;
END $$;
-- Named to run after grant_move_case, which says whom the case waits for, and before grant_zlock_content.
CREATE TRIGGER grant_waiting_day BEFORE INSERT OR UPDATE ON applications
  FOR EACH ROW EXECUTE FUNCTION grant_waiting_day();

-- The office's own column is no answer of the applicant.
ALTER FUNCTION grant_answers(jsonb) RENAME TO grant_answers_before_waiting;
CREATE FUNCTION grant_answers(row_of_case jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_answers_before_waiting(row_of_case) - 'waiting_from'
$$;

UPDATE applications SET waiting_from = NULL WHERE state <> 'draft';
CREATE INDEX grant_queue_age ON applications (state, waiting_from, id);

-- 明らかな誤記の訂正 -----------------------------------------------------------------------------------------------
-- The answers in which the office may put a slip right; never what decides about money, never the account.
CREATE FUNCTION grant_fixable() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT '{employer_legal_form,employer_corporate_number,employer_name,employer_name_kana,representative_title,
    representative_name,employer_postal_code,employer_address,employer_building,employer_phone,industry,main_business,
    capital,regular_employees,insurance_office_number,employee_name,employee_name_kana,employee_birth_on,
    employee_insured_number,employee_insured_on,workplace_name,workplace_address,child_birth_on,child_due_on,
    scheduled_workdays,return_on,returned_to_original_post,return_gap_reason,supporter_name,supporter_registered_on,
    information_on,information_method,contact_name,contact_phone,contact_email}'::text[]
$$;

-- What stood there and what stands there now, one line an answer. Not a collection: it is read through the review screen.
CREATE TABLE staff_fixes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application uuid NOT NULL REFERENCES applications (id) ON DELETE RESTRICT,
  answer text NOT NULL, old_value jsonb, new_value jsonb,
  reason text NOT NULL, fixed_by uuid NOT NULL, fixed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX grant_fixes_of_case ON staff_fixes (application, id);
SELECT grant_make_append_only('staff_fixes');

CREATE FUNCTION grant_fence_fix() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT grant_by_machine() THEN PERFORM grant_refuse('append_only', 'staff_fixes are written by the change itself'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_fence_fix BEFORE INSERT ON staff_fixes FOR EACH ROW EXECUTE FUNCTION grant_fence_fix();

-- A fix names its reason, stays inside the list, is not made by whoever judges the case, and leaves the original behind.
CREATE FUNCTION grant_keep_original() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  old_answers jsonb := grant_answers(to_jsonb(OLD));
  new_answers jsonb := grant_answers(to_jsonb(NEW));
  changed text;
BEGIN
  IF old_answers = new_answers THEN RETURN NULL; END IF;
  IF btrim(coalesce(grant_setting('reason'), ''), E' \t\n\u3000') = '' THEN PERFORM grant_refuse('fix_reason', 'staff_fix'); END IF;
  PERFORM grant_way(OLD.state, NEW.state);
  PERFORM grant_two_people(OLD.id, 'staff_fix', grant_actor());
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  FOR changed IN SELECT key FROM jsonb_each(new_answers) n WHERE old_answers -> n.key IS DISTINCT FROM n.value LOOP
    IF NOT changed = ANY (grant_fixable()) THEN PERFORM grant_refuse('fix_outside', changed); END IF;
    INSERT INTO staff_fixes (application, answer, old_value, new_value, reason, fixed_by)
    VALUES (NEW.id, changed, old_answers -> changed, new_answers -> changed, grant_setting('reason'), grant_actor());
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER grant_keep_original AFTER UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'staff_fix') EXECUTE FUNCTION grant_keep_original();

-- Periods, measures, papers and the account are the applicant's alone.
CREATE FUNCTION grant_no_fix() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_setting('event') = 'staff_fix' THEN PERFORM grant_refuse('fix_outside', TG_TABLE_NAME); END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER grant_no_fix BEFORE INSERT OR UPDATE OR DELETE ON leave_periods FOR EACH ROW EXECUTE FUNCTION grant_no_fix();
CREATE TRIGGER grant_no_fix BEFORE INSERT OR UPDATE OR DELETE ON measures FOR EACH ROW EXECUTE FUNCTION grant_no_fix();
CREATE TRIGGER grant_no_fix BEFORE INSERT OR UPDATE OR DELETE ON attachments FOR EACH ROW EXECUTE FUNCTION grant_no_fix();
CREATE TRIGGER grant_no_fix BEFORE INSERT OR UPDATE OR DELETE ON bank_accounts FOR EACH ROW EXECUTE FUNCTION grant_no_fix();

-- 判定への判断 -----------------------------------------------------------------------------------------------------
DROP TRIGGER grant_append_only ON findings;
CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON findings FOR EACH ROW
  EXECUTE FUNCTION grant_append_only('{mark,mark_note,marked_by,marked_at,mark_version,evidence,evidence_page}');

-- A mark is made by a reviewer, on the newest judgement of a case in review, on the mark that was seen; its evidence is a
-- page of a paper of the same case. With a new judgement only marks on findings that did not change go along.
CREATE FUNCTION grant_mark_finding() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER grant_mark_finding BEFORE INSERT OR UPDATE ON findings
  FOR EACH ROW EXECUTE FUNCTION grant_mark_finding();

-- 閲覧中の人: a lease of a minute at most, renewed while the screen is open; worth nothing after a crash.
CREATE UNLOGGED TABLE case_presence (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  application uuid NOT NULL, person uuid NOT NULL, seen_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (application, person)
);
