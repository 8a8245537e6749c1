-- 返還金 (仕様書 本文4(3)ア): a case rests as repaid only with the whole grant in the ledger. The event's facts name the day
-- and the amount; the lines are posted here, in the same statement that moves the case, so that no door leaves them out.
--
-- The money goes to the prefecture by its payment slip and not through the office's account: 返納 is debited, 返還金
-- credited, and neither the account nor what may still be promised changes.
CREATE FUNCTION grant_post_repayment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  facts jsonb := nullif(grant_setting('facts'), '')::jsonb;
  payment payments;
BEGIN
  SELECT * INTO payment FROM payments p WHERE p.application = NEW.id AND p.state = 'paid';
  IF NOT FOUND OR facts ->> 'on' IS NULL OR facts ->> 'amount' IS NULL THEN
    PERFORM grant_refuse('evidence_missing', 'day and amount of a repayment');
  END IF;
  IF (facts ->> 'amount')::bigint IS DISTINCT FROM payment.amount THEN
    PERFORM grant_refuse('payment_mismatch', 'amount of a repayment');
  END IF;
  PERFORM grant_post('returned', 'repayment', payment, (facts ->> 'on')::date, '奨励金の返還');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_post_repayment AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state = 'repaid') EXECUTE FUNCTION grant_post_repayment();
