-- 取り消された決定の通知書: a notice is of the decision it tells of, and stands as long as that does. What does not stand is not
-- posted any more. One posting is recorded once: a second record of the same day and way, neither of them with a number
-- of its own, is a repeat, and its postage would be counted twice.

-- Which decision a notice tells of follows from its number, whoever writes it. Other letters are of none.
CREATE FUNCTION grant_decision_told(of_case uuid, of_kind text, of_number text) RETURNS uuid LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT d.id FROM decisions d
   WHERE d.application = of_case AND d.number = of_number AND of_kind IN ('grant', 'refusal')
$$;

CREATE FUNCTION grant_letter_of_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.decision := grant_decision_told(NEW.application, NEW.kind, NEW.number);
  RETURN NEW;
END $$;
ALTER TABLE letters DISABLE TRIGGER grant_append_only;
UPDATE letters SET decision = grant_decision_told(application, kind, number)
 WHERE decision IS DISTINCT FROM grant_decision_told(application, kind, number);
ALTER TABLE letters ENABLE TRIGGER grant_append_only;
CREATE TRIGGER grant_letter_of_decision BEFORE INSERT OR UPDATE OF application, kind, number, decision ON letters
  FOR EACH ROW EXECUTE FUNCTION grant_letter_of_decision();
CREATE TRIGGER grant_same_side AFTER INSERT OR UPDATE OF application, decision ON letters
  FOR EACH ROW EXECUTE FUNCTION grant_same_side('application:applications', 'decision:decisions');

-- True for a letter of no decision, and for the notice of one that was not taken back.
CREATE FUNCTION grant_letter_stands(of_decision uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT of_decision IS NULL OR EXISTS (SELECT FROM decisions d WHERE d.id = of_decision AND d.status = 'live')
$$;

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
  -- Two postings of one letter come one after the other, and none passes by a decision that is being taken back.
  SELECT * INTO posted FROM letters WHERE id = NEW.letter FOR NO KEY UPDATE;
  PERFORM FROM decisions WHERE id = posted.decision FOR SHARE;
  IF posted.id IS NULL OR posted.application IS DISTINCT FROM NEW.application THEN
    PERFORM grant_refuse('envelope_mismatch', 'a mailing names a letter of its own case');
  END IF;
  IF posted.state IS DISTINCT FROM 'made' THEN PERFORM grant_refuse('envelope_mismatch', 'the letter is not made'); END IF;
  IF NOT grant_letter_stands(posted.decision) THEN PERFORM grant_refuse('letter_revoked', posted.number); END IF;
  IF NEW.tracking_number IS NULL AND EXISTS (SELECT FROM mailings m WHERE m.letter = NEW.letter
       AND m.tracking_number IS NULL AND m.method = NEW.method AND m.posted_on = NEW.posted_on) THEN
    PERFORM grant_refuse('mailed_already', NEW.letter::text);
  END IF;
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
