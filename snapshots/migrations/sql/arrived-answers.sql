-- 郵送による補正の回答 (仕様書 本文4(2)イ): an answer that came in an envelope is with the office from the day it came, not from the
-- day on which the desk types it. Until it is typed nobody is reminded and nothing is put to the prefecture as not answered;
-- when it is typed, the days of its envelope are kept, and the day of the answer follows them by the rule of the programme
-- (消印・到着), as the day of filing does.

-- 回答の到着: since when papers out of an envelope that came after the request wait to be entered; null where none do. By the
-- arrival of the envelope: pages sorted anew out of an older one are no answer. Noted as a part, they wait no longer.
CREATE FUNCTION grant_answer_arrived(of_round uuid) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT min(coalesce(e.uploaded_at, a.uploaded_at))
    FROM corrections c
    JOIN applications p ON p.id = c.application AND p.state = 'correction_requested'
    JOIN attachments a ON a.application = c.application AND a.status = 'received' AND (a.unsorted OR a.envelope IS NOT NULL)
    LEFT JOIN attachments e ON e.id = a.envelope
   WHERE c.id = of_round AND c.state = 'open'
     AND coalesce(e.uploaded_at, a.uploaded_at) >= c.requested_at
     AND (c.part_noted_at IS NULL OR coalesce(e.uploaded_at, a.uploaded_at) > c.part_noted_at)
$$;

-- 回答の到着日・消印日・回答日 of an answer that came by post; null for any other.
CREATE FUNCTION grant_answer_days(of_round corrections) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('arrivedOn', e.facts ->> 'arrivedOn', 'postmarkOn', e.facts ->> 'postmarkOn',
                            'answeredOn', e.facts ->> 'answeredOn')
    FROM case_events e
   WHERE e.application = of_round.application AND e.event = 'answer_correction'
     AND e.facts ->> 'round' = of_round.round::text AND e.facts ->> 'arrivedOn' IS NOT NULL
   ORDER BY e.seq DESC LIMIT 1
$$;

-- 回答日: by those days, online the day in Japan on which it was sent; null while there is no answer.
CREATE FUNCTION grant_answered_on(of_round corrections) RETURNS date LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN of_round.answered_at IS NOT NULL THEN
    coalesce((grant_answer_days(of_round) ->> 'answeredOn')::date, (of_round.answered_at AT TIME ZONE 'Asia/Tokyo')::date) END
$$;

-- 消印・到着: which day of an envelope counts for this case.
CREATE FUNCTION grant_post_rule(of_case applications) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT v.post_rule FROM programmes p
    JOIN programme_versions v ON v.id = coalesce(of_case.programme_version, p.current_version)
   WHERE p.id = of_case.programme
$$;

CREATE FUNCTION grant_answer_by_post() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := grant_setting('facts')::jsonb;
  arrived date := (facts ->> 'arrivedOn')::date;
  postmark date := (facts ->> 'postmarkOn')::date;
  counted date := (facts ->> 'answeredOn')::date;
  asked date;
BEGIN
  IF grant_setting('duty') <> 'reception' THEN
    IF num_nonnulls(arrived, postmark, counted) > 0 THEN PERFORM grant_refuse('answer_days', OLD.id::text); END IF;
    RETURN NEW;
  END IF;
  SELECT (c.requested_at AT TIME ZONE 'Asia/Tokyo')::date INTO asked FROM corrections c
   WHERE c.application = OLD.id AND c.round::text = facts ->> 'round';
  IF arrived IS NULL OR asked IS NULL OR arrived > grant_today() OR arrived < asked OR postmark > arrived
     OR counted IS DISTINCT FROM (CASE grant_post_rule(OLD) WHEN 'postmark' THEN coalesce(postmark, arrived) ELSE arrived END) THEN
    PERFORM grant_refuse('answer_days', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
-- Named to run after grant_move_case.
CREATE TRIGGER grant_zanswer_by_post BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (current_setting('grant.event', true) = 'answer_correction') EXECUTE FUNCTION grant_answer_by_post();

CREATE FUNCTION grant_consult_unanswered() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_answer_arrived(NEW.id) IS NOT NULL THEN PERFORM grant_refuse('answer_arrived', NEW.id::text); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_consult_unanswered BEFORE UPDATE ON corrections FOR EACH ROW
  WHEN (NEW.consultation IS NOT NULL AND NEW.consultation IS DISTINCT FROM OLD.consultation)
  EXECUTE FUNCTION grant_consult_unanswered();

-- 一部の回答: what came was sorted and looked at, and does not answer everything.
CREATE FUNCTION grant_note_part() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.part_noted_at IS NULL OR NEW.part_noted_at < OLD.part_noted_at OR grant_answer_arrived(OLD.id) IS NULL
     OR EXISTS (SELECT FROM attachments a WHERE a.application = OLD.application AND a.unsorted AND a.status = 'received') THEN
    PERFORM grant_refuse('answer_part', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_note_part BEFORE UPDATE ON corrections FOR EACH ROW
  WHEN (NEW.part_noted_at IS DISTINCT FROM OLD.part_noted_at) EXECUTE FUNCTION grant_note_part();
