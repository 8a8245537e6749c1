-- The registers of the desk, mended: what was answered stays the question it answers, a line of the print run is taken back,
-- and whatever waits has its day.

-- 協議記録: once there is an answer, nobody puts another question in front of it.
CREATE FUNCTION grant_keep_question() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM consultation_answers a WHERE a.consultation = OLD.id) THEN
    PERFORM grant_refuse('consultation_fixed', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_question BEFORE UPDATE ON consultations FOR EACH ROW
  WHEN ((OLD.detail, OLD.kind, OLD.application, OLD.consulted_on)
        IS DISTINCT FROM (NEW.detail, NEW.kind, NEW.application, NEW.consulted_on))
  EXECUTE FUNCTION grant_keep_question();

-- 広報: a line written by mistake is taken back as 0, saying why.
ALTER TABLE pr_distributions DROP CONSTRAINT grant_pr_quantity;
ALTER TABLE pr_distributions ADD CONSTRAINT grant_pr_quantity
  CHECK (quantity > 0 OR (quantity = 0 AND btrim(coalesce(remark, ''), E' \t\n\u3000') <> ''));
CREATE OR REPLACE FUNCTION grant_sum_pr() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  -- The row lock makes two lines at a time wait for each other, so both are in the sum.
  UPDATE pr_activities SET distributed = 0
   WHERE id IN (CASE WHEN TG_OP <> 'DELETE' THEN NEW.activity END, CASE WHEN TG_OP <> 'INSERT' THEN OLD.activity END);
  RETURN NULL;
END $$;
DROP TRIGGER grant_sum_pr ON pr_distributions;
CREATE TRIGGER grant_sum_pr AFTER INSERT OR UPDATE OR DELETE ON pr_distributions
  FOR EACH ROW EXECUTE FUNCTION grant_sum_pr();

-- 問合せ: what waits is due by some day. The extension counts the days of the office; where it did not, the third weekday.
CREATE FUNCTION grant_inquiry_day(received timestamptz) RETURNS date LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT day::date FROM generate_series(
      (received AT TIME ZONE 'Asia/Tokyo')::date + 1, (received AT TIME ZONE 'Asia/Tokyo')::date + 7, interval '1 day') day
   WHERE extract(isodow FROM day) < 6 ORDER BY day OFFSET 2 LIMIT 1
$$;
CREATE FUNCTION grant_inquiry_due() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.answer_due_on := coalesce((NEW.callback_at AT TIME ZONE 'Asia/Tokyo')::date, grant_inquiry_day(NEW.received_at));
  RETURN NEW;
END $$;
CREATE TRIGGER grant_inquiry_due BEFORE INSERT OR UPDATE ON inquiries FOR EACH ROW
  WHEN (NEW.state <> 'closed' AND NEW.answer_due_on IS NULL) EXECUTE FUNCTION grant_inquiry_due();

-- The slot of a call-back asked for on the site stood in its summary alone.
UPDATE inquiries SET callback_at = (answer_due_on + CASE
    WHEN summary LIKE '【折返し 9時%' THEN time '12:00'
    WHEN summary LIKE '【折返し 12時%' THEN time '14:00' ELSE time '17:00' END) AT TIME ZONE 'Asia/Tokyo'
 WHERE state <> 'closed' AND callback AND callback_at IS NULL AND answer_due_on IS NOT NULL AND channel = 'portal';
UPDATE inquiries SET answer_due_on = coalesce((callback_at AT TIME ZONE 'Asia/Tokyo')::date, grant_inquiry_day(received_at))
 WHERE state <> 'closed' AND answer_due_on IS NULL;
