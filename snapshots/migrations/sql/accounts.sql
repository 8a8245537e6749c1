-- Bank accounts (仕様書 本文4(3)イ 口座の確認): an account is written once and replaced, never edited, so that what two people
-- confirmed is what the bank file says.

CREATE UNIQUE INDEX grant_one_account ON bank_accounts (application) WHERE status = 'live';

-- The content of an account as the confirmations and the payment see it. number_index is the keyed fingerprint of the
-- number: the same number gives the same hash, however often it is encrypted anew.
CREATE FUNCTION grant_account_hash(a bank_accounts) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT grant_digest(jsonb_build_array(
    a.id, a.application, a.bank_code, a.branch_code, a.account_type, a.number_index, a.holder_kana)::text)
$$;

-- True when this transaction changes the account of a case in a state in which the lifecycle allows it.
CREATE FUNCTION grant_changing_account(in_state text) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(grant_setting('event') = 'change_account', false) AND EXISTS (
    SELECT FROM lifecycle_transitions t WHERE t.event = 'change_account' AND t.from_state = in_state)
$$;

CREATE FUNCTION grant_make_account() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  in_state text;
  act text := coalesce(grant_setting('event'), '');
BEGIN
  SELECT state INTO in_state FROM applications WHERE id = NEW.application FOR NO KEY UPDATE;
  IF NOT (in_state IN ('draft', 'received') OR grant_answering(in_state) IS TRUE
          OR act = 'correct_account' AND in_state IN ('account_correction', 'payable')
          OR grant_changing_account(in_state)) THEN
    PERFORM grant_refuse('content_locked', 'bank_accounts in ' || in_state);
  END IF;
  IF act IN ('correct_account', 'change_account') THEN PERFORM grant_require('applicant', 'agent', 'reception'); END IF;
  NEW.edited_by := coalesce(grant_actor(), NEW.edited_by);
  NEW.edited_at := now();
  IF NEW.edited_by IS NULL OR NEW.status <> 'live' THEN PERFORM grant_refuse('content_locked', 'bank_accounts'); END IF;
  NEW.content_hash := grant_account_hash(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_account BEFORE INSERT ON bank_accounts
  FOR EACH ROW EXECUTE FUNCTION grant_make_account();

-- live -> replaced where a new account may be written; and the sealed text alone under a new key (key rotation).
CREATE FUNCTION grant_keep_account() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  in_state text;
  act text := coalesce(grant_setting('event'), '');
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'bank_accounts'); END IF;
  IF grant_setting('money') = 'rotate_key' AND to_jsonb(NEW) - 'number_sealed' = to_jsonb(OLD) - 'number_sealed' THEN
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status' OR NEW.status NOT IN (OLD.status, 'replaced') THEN
    PERFORM grant_refuse('content_locked', 'an account is replaced, not edited');
  END IF;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;
  SELECT state INTO in_state FROM applications WHERE id = OLD.application FOR NO KEY UPDATE;
  IF NOT (in_state IN ('draft', 'received') OR grant_answering(in_state) IS TRUE
          OR act = 'correct_account' AND in_state IN ('account_correction', 'payable')
          OR grant_changing_account(in_state)) THEN
    PERFORM grant_refuse('content_locked', 'bank_accounts in ' || in_state);
  END IF;
  IF EXISTS (SELECT FROM payments p WHERE p.bank_account = OLD.id AND p.state = 'sealed') THEN
    PERFORM grant_refuse('batch_sealed', 'the account is in a sealed batch');
  END IF;
  UPDATE confirmations c SET void_at = now() FROM payments p
   WHERE p.id = c.payment AND p.bank_account = OLD.id AND p.state = 'prepared' AND c.void_at IS NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_account BEFORE UPDATE OR DELETE ON bank_accounts
  FOR EACH ROW EXECUTE FUNCTION grant_keep_account();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON bank_accounts
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();
