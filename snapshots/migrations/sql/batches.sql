-- Payment batches (仕様書 本文4(3)イ 総合振込): a bank file is made once, from payments that two people confirmed, and what
-- was sealed stays byte for byte what it was.

-- The same file twice is the accident this office fears most (the same data sent to the bank two times).
CREATE UNIQUE INDEX grant_same_file ON payment_batches (file_sha256) WHERE file_sha256 IS NOT NULL;
ALTER TABLE payment_batches
  ADD CONSTRAINT grant_batch_file CHECK (
    state IN ('sealed', 'settled') AND file_sha256 IS NOT NULL AND file_body IS NOT NULL AND sealed_by IS NOT NULL
    OR state IN ('open', 'discarded') AND file_sha256 IS NULL AND file_body IS NULL AND sealed_by IS NULL);

CREATE FUNCTION grant_make_batch() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_setting('money') IS DISTINCT FROM 'prepare' OR NEW.state <> 'open' THEN
    PERFORM grant_refuse('money_fenced', 'a batch begins open');
  END IF;
  NEW.prepared_by := grant_require('payment_clerk');
  NEW.prepared_at := now();
  NEW.version := 0;
  IF NEW.practice IS DISTINCT FROM (SELECT b.practice FROM bank_profiles b WHERE b.id = NEW.bank_profile) THEN
    PERFORM grant_refuse('practice_mixed', 'batch and bank profile');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_batch BEFORE INSERT ON payment_batches FOR EACH ROW EXECUTE FUNCTION grant_make_batch();

-- What must hold at the moment of sealing. Every row it rests on is locked until the end of the transaction.
CREATE FUNCTION grant_check_seal(batch payment_batches) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  item payments;
  account bank_accounts;
  items bigint := 0;
  total bigint := 0;
BEGIN
  FOR item IN SELECT * FROM payments p WHERE p.payment_batch = batch.id AND p.state IN ('prepared', 'sealed')
                  ORDER BY p.id FOR UPDATE LOOP
    items := items + 1;
    total := total + item.amount;
    SELECT * INTO account FROM bank_accounts a WHERE a.id = item.bank_account FOR SHARE;
    IF account.status <> 'live' THEN PERFORM grant_refuse('payment_mismatch', 'account of ' || item.id); END IF;
    IF (SELECT a.state FROM applications a WHERE a.id = item.application FOR SHARE) <> 'in_batch' THEN
      PERFORM grant_refuse('state_fenced', 'case of ' || item.id);
    END IF;
    PERFORM FROM confirmations c WHERE c.payment = item.id FOR SHARE;
    IF (SELECT count(DISTINCT c.confirmer) FROM confirmations c
         WHERE c.payment = item.id AND c.void_at IS NULL AND c.content_hash = grant_payment_hash(item)
           AND c.confirmer NOT IN (item.prepared_by, account.edited_by)) < 2 THEN
      PERFORM grant_refuse('unconfirmed', item.id::text);
    END IF;
  END LOOP;
  IF items = 0 OR batch.item_count IS DISTINCT FROM items OR batch.total IS DISTINCT FROM total THEN
    PERFORM grant_refuse('batch_mismatch', items || ' items, ' || total || ' yen');
  END IF;
END $$;

CREATE FUNCTION grant_keep_batch() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  late text[] := '{state,version,date_updated,user_updated}';
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'payment_batches'); END IF;
  IF OLD.state <> 'open' AND to_jsonb(NEW) - late IS DISTINCT FROM to_jsonb(OLD) - late THEN
    PERFORM grant_refuse('batch_sealed', OLD.number::text);
  END IF;
  IF (NEW.id, NEW.practice, NEW.bank_profile, NEW.prepared_by, NEW.prepared_at)
       IS DISTINCT FROM (OLD.id, OLD.practice, OLD.bank_profile, OLD.prepared_by, OLD.prepared_at) THEN
    PERFORM grant_refuse('batch_mismatch', 'a batch stays with its bank profile and preparer');
  END IF;
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN RETURN NEW; END IF;
  PERFORM grant_move_money('batch', OLD.state, NEW.state);
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  IF NEW.state = 'sealed' THEN
    NEW.sealed_by := grant_actor();
    NEW.sealed_at := now();
    PERFORM grant_check_seal(NEW);
  ELSIF NEW.state = 'discarded' AND EXISTS (
      SELECT FROM payments p WHERE p.payment_batch = NEW.id AND p.state = 'prepared') THEN
    PERFORM grant_refuse('batch_mismatch', 'payments are still in the batch');
  ELSIF NEW.state = 'settled' AND EXISTS (
      SELECT FROM payments p WHERE p.payment_batch = NEW.id AND p.state NOT IN ('paid', 'failed', 'removed')) THEN
    PERFORM grant_refuse('batch_mismatch', 'results are still missing');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_batch BEFORE UPDATE OR DELETE ON payment_batches
  FOR EACH ROW EXECUTE FUNCTION grant_keep_batch();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON payment_batches
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();
