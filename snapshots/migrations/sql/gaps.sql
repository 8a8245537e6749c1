-- 郵送の記入の不備 (仕様書 本文4(2)イ 補正): what came by post is received as it is, and what it leaves open is put right
-- afterwards. Until then nothing can be granted: what nobody knows is never taken for well.

-- Online nothing is open: a form that is not complete is not submitted.
ALTER TABLE applications ADD CONSTRAINT grant_gaps_by_post CHECK (
  gaps IS NULL OR jsonb_typeof(gaps::jsonb) = 'array' AND (channel = 'post' OR jsonb_array_length(gaps::jsonb) = 0));

-- The office's own column is no answer of the applicant; it has its own fence below.
CREATE OR REPLACE FUNCTION grant_answers(row_of_case jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_answers_before_waiting(row_of_case) - 'waiting_from' - 'gaps'
$$;

-- True when everything that a grant rests on is known: no open answer, an amount, an account, and for papers that came by
-- post the employer, the child, the leave and the measures themselves, whatever the list of gaps says.
CREATE FUNCTION grant_is_known(of_case applications) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_array_length(of_case.gaps::jsonb), 0) = 0
     AND coalesce(of_case.amount_total, 0) > 0
     AND EXISTS (SELECT FROM bank_accounts b WHERE b.application = of_case.id AND b.status = 'live')
     AND (of_case.channel <> 'post'
          OR of_case.employer IS NOT NULL AND of_case.employee_name IS NOT NULL AND of_case.child_birth_on IS NOT NULL
             AND of_case.return_on IS NOT NULL
             AND EXISTS (SELECT FROM leave_periods l WHERE l.application = of_case.id)
             AND EXISTS (SELECT FROM measures m WHERE m.application = of_case.id))
$$;

CREATE FUNCTION grant_guard_gaps() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  -- Open answers are written when the papers are registered, and close with an answer.
  IF NEW.gaps::jsonb IS DISTINCT FROM OLD.gaps::jsonb
     AND NOT (OLD.state IN ('draft', 'received') AND NEW.state = 'submitted')
     AND (OLD.state IN ('draft', 'received') OR grant_answering(OLD.state) IS NOT TRUE) THEN
    PERFORM grant_refuse('content_locked', 'gaps in ' || OLD.state);
  END IF;
  -- Papers that do not say whose they are cannot be put right: nobody could be asked.
  IF OLD.state = 'received' AND NEW.state = 'submitted'
     AND (coalesce(btrim(NEW.employer_name), '') = ''
          OR btrim(concat(NEW.employer_address, NEW.employer_phone, NEW.contact_phone)) = '') THEN
    PERFORM grant_refuse('unidentified', 'papers without a sender');
  END IF;
  IF (NEW.state = 'recommended' AND OLD.state = 'in_review' AND NEW.recommendation = 'grant'
      OR NEW.state = 'granted' AND OLD.state = 'recommended')
     AND NOT grant_is_known(NEW) THEN
    PERFORM grant_refuse('answers_open', NEW.state);
  END IF;
  RETURN NEW;
END $$;
-- Named to run after the columns of the new state are written.
CREATE TRIGGER grant_zknown BEFORE UPDATE ON applications
  FOR EACH ROW EXECUTE FUNCTION grant_guard_gaps();

-- The same from the other side: no decision to grant what is not known, in whatever order the records are written.
CREATE FUNCTION grant_decide_known() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
BEGIN
  SELECT * INTO of_case FROM applications WHERE id = NEW.application FOR NO KEY UPDATE;
  IF NOT grant_is_known(of_case) THEN PERFORM grant_refuse('answers_open', 'decisions'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_zknown BEFORE INSERT ON decisions
  FOR EACH ROW WHEN (NEW.kind = 'grant') EXECUTE FUNCTION grant_decide_known();
