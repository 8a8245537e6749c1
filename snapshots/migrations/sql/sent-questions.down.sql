CREATE OR REPLACE FUNCTION grant_keep_question() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM consultation_answers a WHERE a.consultation = OLD.id) THEN
    PERFORM grant_refuse('consultation_fixed', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
