CREATE OR REPLACE FUNCTION grant_waiting_day() RETURNS trigger LANGUAGE plpgsql
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
DROP FUNCTION grant_closures_of(uuid);
DROP FUNCTION grant_waiting_start(date, jsonb, date, jsonb);
DROP FUNCTION grant_office_days(date, date, jsonb);
DROP FUNCTION grant_office_open(date, jsonb);
DROP FUNCTION grant_in_hand(text);
CREATE OR REPLACE FUNCTION grant_answers(row_of_case jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_answers_before_waiting(row_of_case) - 'waiting_from' - 'waiting_pauses' - 'gaps'
$$;
