DROP TRIGGER grant_same_side ON letters;
DROP TRIGGER grant_letter_of_decision ON letters;
CREATE OR REPLACE FUNCTION grant_guard_mailing() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  posted letters;
  address text;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'mailings'); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'fee' IS DISTINCT FROM to_jsonb(OLD) - 'fee' THEN
      PERFORM grant_refuse('append_only', 'mailings');
    END IF;
    RETURN NEW;
  END IF;
  SELECT * INTO posted FROM letters WHERE id = NEW.letter;
  IF posted.id IS NULL OR posted.application IS DISTINCT FROM NEW.application THEN
    PERFORM grant_refuse('envelope_mismatch', 'a mailing names a letter of its own case');
  END IF;
  IF posted.state IS DISTINCT FROM 'made' THEN PERFORM grant_refuse('envelope_mismatch', 'the letter is not made'); END IF;
  address := grant_letter_address(posted.data::jsonb);
  IF NEW.address IS NOT NULL AND NEW.address IS DISTINCT FROM address THEN
    PERFORM grant_refuse('envelope_mismatch', 'not the address of the letter');
  END IF;
  NEW.address := address;
  IF NEW.method <> 'online' AND (NEW.letter_code IS DISTINCT FROM grant_letter_code(NEW.letter, 'L')
                                 OR NEW.envelope_code IS DISTINCT FROM grant_letter_code(NEW.letter, 'E')) THEN
    PERFORM grant_refuse('envelope_mismatch', 'the codes of letter and envelope');
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION grant_letter_stands(uuid);
DROP FUNCTION grant_letter_of_decision();
DROP FUNCTION grant_decision_told(uuid, text, text);
