-- 待ち日数: until the decision the office days since the day of filing without those in which the case was with somebody
-- else (補正, 保留; 行政手続法6条: the standard time does not run meanwhile), afterwards and on the turn of anybody else the
-- days since that turn began. applications.waiting_pauses keeps when the case was away, by the clock of the office:
-- [{"from": "2026-06-01", "to": "2026-06-12"}, …], the last one without an end while it is away.

-- Not an answer of the applicant either.
CREATE OR REPLACE FUNCTION grant_answers(row_of_case jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_answers_before_waiting(row_of_case) - '{waiting_from,waiting_pauses,gaps}'::text[]
$$;

-- 審査の手にある状態: the time before the decision that is the office's own.
CREATE FUNCTION grant_in_hand(state text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT state IN ('received', 'submitted', 'in_review', 'recommended')
$$;

-- A day of the office: no weekend, no holiday, and none of the days that the programme keeps closed (MM-DD).
CREATE FUNCTION grant_office_open(day date, closures jsonb) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT extract(isodow FROM day) < 6 AND NOT coalesce(closures, '[]') ? to_char(day, 'MM-DD')
     AND NOT EXISTS (SELECT FROM bank_holidays h WHERE h.day = grant_office_open.day)
$$;
-- 経過営業日: the first day is not counted, the last one is.
CREATE FUNCTION grant_office_days(since date, until date, closures jsonb) RETURNS integer LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT count(*)::int FROM generate_series(since + 1, until, interval '1 day') d
   WHERE grant_office_open(d::date, closures)
$$;
-- The day from which the office's own days are counted: as many office days before `today` as the case was in hand since.
CREATE FUNCTION grant_waiting_start(filed date, pauses jsonb, today date, closures jsonb) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  own integer;
  day date := today;
BEGIN
  SELECT grant_office_days(filed, today, closures)
         - coalesce(sum(grant_office_days(greatest((p ->> 'from')::date, filed), (p ->> 'to')::date, closures)), 0)
    INTO own FROM jsonb_array_elements(pauses) p WHERE p ->> 'to' IS NOT NULL;
  WHILE own > 0 LOOP
    IF grant_office_open(day, closures) THEN own := own - 1; END IF;
    day := day - 1;
  END LOOP;
  RETURN greatest(day, filed);
END $$;
CREATE FUNCTION grant_closures_of(of_programme uuid) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT v.office_closures::jsonb FROM programmes p JOIN programme_versions v ON v.id = p.current_version
   WHERE p.id = of_programme
$$;

CREATE OR REPLACE FUNCTION grant_waiting_day() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  today date := coalesce(grant_setting('today')::date, (now() AT TIME ZONE 'Asia/Tokyo')::date);
  before date := CASE WHEN TG_OP = 'UPDATE' THEN OLD.waiting_from END;
  was text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END;
  pauses jsonb := CASE WHEN TG_OP = 'UPDATE' THEN OLD.waiting_pauses::jsonb END;
BEGIN
  IF grant_in_hand(was) AND NOT grant_in_hand(NEW.state) THEN
    pauses := coalesce(pauses, '[]') || jsonb_build_object('from', today);
  ELSIF NOT grant_in_hand(was) AND grant_in_hand(NEW.state) AND jsonb_array_length(pauses) > 0 THEN
    -- An answer to a correction that came by post was here from its arrival, whenever it was typed.
    pauses := jsonb_set(pauses, '{-1,to}', to_jsonb(greatest((pauses #>> '{-1,from}')::date, least(today,
      CASE WHEN grant_setting('event') = 'answer_correction' THEN (grant_setting('facts')::jsonb ->> 'arrivedOn')::date END))));
  END IF;
  NEW.waiting_pauses := pauses::json;
  NEW.waiting_from := CASE
    WHEN NEW.state = 'draft' OR coalesce(NEW.waiting_for, 'none') = 'none' THEN NULL
    WHEN NOT grant_in_hand(NEW.state) AND NEW.state = was
      THEN coalesce(before, (NEW.state_since AT TIME ZONE 'Asia/Tokyo')::date)
    WHEN NOT grant_in_hand(NEW.state) THEN today
    WHEN jsonb_array_length(coalesce(pauses, '[]')) = 0 OR NEW.received_on IS NULL
      THEN coalesce(NEW.received_on, before, today)
    WHEN grant_in_hand(was) AND before IS NOT NULL AND NEW.received_on = OLD.received_on THEN before
    ELSE grant_waiting_start(NEW.received_on, pauses, today, grant_closures_of(NEW.programme)) END;
  RETURN NEW;
END $$;

-- What has gone before stands in the history of each case; by it the present figures are put right.
CREATE TEMPORARY TABLE away ON COMMIT DROP AS
SELECT application, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('from', left_on, 'to', back_on)) ORDER BY seq) AS pauses
  FROM (SELECT application, seq, in_hand, (at AT TIME ZONE 'Asia/Tokyo')::date AS left_on,
               (lead(at) OVER (PARTITION BY application ORDER BY seq) AT TIME ZONE 'Asia/Tokyo')::date AS back_on
          FROM (SELECT application, seq, at, grant_in_hand(to_state) AS in_hand,
                       lag(grant_in_hand(to_state)) OVER (PARTITION BY application ORDER BY seq) AS held
                  FROM case_events) e
         WHERE in_hand IS DISTINCT FROM held) turn
 WHERE NOT in_hand AND application IN (SELECT application FROM case_events WHERE grant_in_hand(to_state))
 GROUP BY application;
ALTER TABLE applications DISABLE TRIGGER grant_waiting_day;
UPDATE applications a SET waiting_pauses = w.pauses::json,
       waiting_from = CASE
         WHEN a.waiting_from IS NULL THEN NULL
         WHEN grant_in_hand(a.state) AND a.received_on IS NOT NULL THEN grant_waiting_start(a.received_on, w.pauses,
           (now() AT TIME ZONE 'Asia/Tokyo')::date, grant_closures_of(a.programme))
         WHEN a.state IN ('correction_requested', 'suspended') THEN (a.state_since AT TIME ZONE 'Asia/Tokyo')::date
         ELSE a.waiting_from END
  FROM away w WHERE w.application = a.id;
ALTER TABLE applications ENABLE TRIGGER grant_waiting_day;
