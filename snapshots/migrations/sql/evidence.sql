-- Agreement of the records at commit: whatever order a transaction wrote them in, a state is only left standing with the
-- record that explains it. A granted case has its decision, a case in a batch its payment, a sealed payment its batch, a
-- result its line.

CREATE FUNCTION grant_agree_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  now_in text := grant_state_of(NEW.id);
  there boolean;
BEGIN
  there := CASE now_in
    WHEN 'granted' THEN EXISTS (SELECT FROM decisions d
      WHERE d.application = NEW.id AND d.status = 'live' AND d.kind = 'grant')
    WHEN 'refused' THEN EXISTS (SELECT FROM decisions d
      WHERE d.application = NEW.id AND d.status = 'live' AND d.kind = 'refuse')
    WHEN 'payable' THEN EXISTS (SELECT FROM obligations o WHERE o.application = NEW.id AND o.status = 'open')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'in_batch' THEN EXISTS (SELECT FROM payments p
      WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'account_correction' THEN EXISTS (SELECT FROM payments p
      WHERE p.application = NEW.id AND p.state = 'failed')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'paid' THEN EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state = 'paid')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'cancelled' THEN NOT EXISTS (SELECT FROM decisions d WHERE d.application = NEW.id AND d.status = 'live')
      AND NOT EXISTS (SELECT FROM obligations o WHERE o.application = NEW.id AND o.status = 'open')
    ELSE true
  END;
  IF NOT there THEN PERFORM grant_refuse('evidence_missing', 'a case may not rest in ' || now_in); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_agree_case AFTER UPDATE ON applications DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION grant_agree_case();

-- The same from the other side: a decision without its state would be a promise nobody sees.
CREATE FUNCTION grant_agree_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM decisions d WHERE d.id = NEW.id AND d.status = 'live')
     AND grant_state_of(NEW.application) IN ('recommended', 'cancelled', 'in_review') THEN
    PERFORM grant_refuse('evidence_missing', 'a live decision of a case in ' || grant_state_of(NEW.application));
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_agree_decision AFTER INSERT OR UPDATE ON decisions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION grant_agree_decision();

CREATE FUNCTION grant_agree_payment() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  item payments;
  in_state text;
  batch_state text;
  well boolean;
BEGIN
  SELECT * INTO item FROM payments p WHERE p.id = NEW.id;
  in_state := grant_state_of(item.application);
  SELECT b.state INTO batch_state FROM payment_batches b WHERE b.id = item.payment_batch;
  well := CASE item.state
    WHEN 'prepared' THEN in_state = 'in_batch' AND batch_state = 'open'
    WHEN 'sealed' THEN in_state = 'in_batch' AND batch_state = 'sealed'
    WHEN 'removed' THEN in_state <> 'in_batch' OR EXISTS (SELECT FROM payments p
      WHERE p.application = item.application AND p.state IN ('prepared', 'sealed'))
    ELSE batch_state IN ('sealed', 'settled') AND in_state <> 'in_batch' AND EXISTS (
      SELECT FROM transfer_results r WHERE r.payment = item.id AND r.outcome = item.state)
  END;
  IF well IS NOT TRUE THEN
    PERFORM grant_refuse('evidence_missing', concat_ws(' ', 'payment', item.state, 'case', in_state, 'batch', batch_state));
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_agree_payment AFTER INSERT OR UPDATE ON payments DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION grant_agree_payment();

-- A sealed batch leaves no payment behind, and a result leaves no payment sealed.
CREATE FUNCTION grant_agree_batch() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM payment_batches b JOIN payments p ON p.payment_batch = b.id
              WHERE b.id = NEW.id AND b.state IN ('sealed', 'settled') AND p.state = 'prepared') THEN
    PERFORM grant_refuse('evidence_missing', 'a sealed batch with an unsealed payment');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_agree_batch AFTER UPDATE ON payment_batches DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION grant_agree_batch();

CREATE FUNCTION grant_agree_result() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payments p WHERE p.id = NEW.payment AND p.state = NEW.outcome) THEN
    PERFORM grant_refuse('evidence_missing', 'a result without its payment');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_agree_result AFTER INSERT ON transfer_results DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION grant_agree_result();
