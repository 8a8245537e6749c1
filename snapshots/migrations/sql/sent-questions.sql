-- 協議記録 (仕様書 本文4(4)イ): a question that went to the prefecture is the one that its answer is given to. Nobody puts other words
-- in front of an official who is writing; what is asked besides is a record of its own. Replaces a function of
-- answered-questions.sql.
CREATE OR REPLACE FUNCTION grant_keep_question() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.asked_on IS NOT NULL OR EXISTS (SELECT FROM consultation_answers a WHERE a.consultation = OLD.id) THEN
    PERFORM grant_refuse('consultation_fixed', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
