-- 折返しの約束: another time is another day by which the answer is due, by whatever door it is changed. A day that is put
-- in together with the time stands as it is put in; a promise taken back leaves the day of any other inquiry.
CREATE FUNCTION grant_inquiry_moved() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.answer_due_on := coalesce((NEW.callback_at AT TIME ZONE 'Asia/Tokyo')::date, grant_inquiry_day(NEW.received_at));
  RETURN NEW;
END $$;
CREATE TRIGGER grant_inquiry_moved BEFORE UPDATE ON inquiries FOR EACH ROW
  WHEN (NEW.state <> 'closed' AND NEW.callback_at IS DISTINCT FROM OLD.callback_at
        AND NEW.answer_due_on IS NOT DISTINCT FROM OLD.answer_due_on)
  EXECUTE FUNCTION grant_inquiry_moved();

UPDATE inquiries SET answer_due_on = (callback_at AT TIME ZONE 'Asia/Tokyo')::date
 WHERE state <> 'closed' AND callback_at IS NOT NULL
   AND answer_due_on IS DISTINCT FROM (callback_at AT TIME ZONE 'Asia/Tokyo')::date;
