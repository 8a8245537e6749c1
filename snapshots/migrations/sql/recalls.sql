-- 確定後の取下げ (仕様書 本文4(3)イ): a sealed file that never reached the bank. The clerk asks for it, another person who manages
-- the office has asked the bank and carries it out for the whole batch: every payment leaves it, every case is payable again,
-- and what was promised is taken back in the book. The file stays as evidence; the same bytes are never sealed again.
-- Replaces functions of bank-limits.sql, stopping.sql, evidence.sql and late-returns.sql.

INSERT INTO money_moves VALUES
  ('payment', 'recall', 'sealed', 'removed'),
  ('batch', 'recall', 'sealed', 'recalled');

ALTER TABLE payment_batches DROP CONSTRAINT grant_batch_file;
ALTER TABLE payment_batches
  ADD CONSTRAINT grant_batch_file CHECK (
    state IN ('sealed', 'settled', 'recalled') AND file_sha256 IS NOT NULL AND file_body IS NOT NULL AND sealed_by IS NOT NULL
    OR state IN ('open', 'discarded') AND file_sha256 IS NULL AND file_body IS NULL AND sealed_by IS NULL),
  ADD CONSTRAINT grant_batch_recall CHECK (
    (recall_proposed_at IS NULL) = (recall_proposed_by IS NULL) AND (recall_proposed_at IS NULL) = (recall_reason IS NULL)
    AND (state = 'recalled') = (recalled_by IS NOT NULL AND recalled_at IS NOT NULL AND recall_answer IS NOT NULL)
    AND (state IN ('sealed', 'recalled') OR recall_proposed_at IS NULL)
    AND (state <> 'recalled' OR recall_proposed_at IS NOT NULL AND recalled_by <> recall_proposed_by AND recalled_by <> sealed_by));

CREATE OR REPLACE FUNCTION grant_move_money(of_subject text, from_state text, to_state text) RETURNS uuid LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM money_moves m WHERE m.subject = of_subject AND m.act = grant_setting('money')
       AND m.from_state = grant_move_money.from_state AND m.to_state = grant_move_money.to_state
  ) THEN
    PERFORM grant_refuse('money_fenced', of_subject || ' ' || from_state || ' -> ' || to_state);
  END IF;
  -- 支払の停止: with the decision taken back or the case suspended, by whoever may do that to the case.
  IF grant_setting('money') = 'stop' THEN
    IF grant_setting('event') IN ('cancel', 'revise_decision', 'cancel_top_up', 'suspend') THEN
      RETURN grant_require('approver', 'reviewer', 'payment_clerk', 'manager');
    END IF;
    PERFORM grant_refuse('money_fenced', 'a payment is stopped with its case');
  END IF;
  -- 確定後の取下げ: the manager, after the clerk asked for it (grant_note_recall).
  IF grant_setting('money') = 'recall' THEN RETURN grant_require('manager'); END IF;
  RETURN grant_require('payment_clerk');
END $$;

-- 取下げの申出、取りやめ、承認: who, and when, is written here and never taken from the caller.
CREATE FUNCTION grant_note_recall(old_row payment_batches, new_row payment_batches) RETURNS payment_batches
LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  act text := grant_setting('money');
  noted payment_batches := new_row;
BEGIN
  IF old_row.state <> 'sealed' OR (act = 'recall') IS DISTINCT FROM (new_row.state = 'recalled') THEN
    PERFORM grant_refuse('money_fenced', act || ' of a batch that is ' || old_row.state);
  END IF;
  noted.recall_answer := CASE act WHEN 'recall' THEN nullif(btrim(new_row.recall_answer), '') END;
  noted.recalled_by := CASE act WHEN 'recall' THEN grant_require('manager') END;
  noted.recalled_at := CASE act WHEN 'recall' THEN now() END;
  IF act = 'propose_recall' THEN
    IF old_row.recall_proposed_at IS NOT NULL OR EXISTS (
        SELECT FROM payments p WHERE p.payment_batch = old_row.id AND p.state NOT IN ('sealed', 'removed')) THEN
      PERFORM grant_refuse('money_fenced', 'a batch with a result, or asked for already');
    END IF;
    noted.recall_proposed_by := grant_require('payment_clerk');
    noted.recall_proposed_at := now();
    noted.recall_reason := nullif(btrim(new_row.recall_reason), '');
  ELSIF act = 'keep' THEN
    PERFORM grant_require('payment_clerk', 'manager');
    noted.recall_proposed_by := NULL;
    noted.recall_proposed_at := NULL;
    noted.recall_reason := NULL;
  ELSE
    IF old_row.recall_proposed_at IS NULL THEN PERFORM grant_refuse('money_fenced', 'nobody asked for it'); END IF;
    IF noted.recalled_by IN (old_row.recall_proposed_by, old_row.sealed_by) THEN
      PERFORM grant_refuse('same_person', 'recall');
    END IF;
    noted.recall_proposed_by := old_row.recall_proposed_by;
    noted.recall_proposed_at := old_row.recall_proposed_at;
    noted.recall_reason := old_row.recall_reason;
  END IF;
  RETURN noted;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_batch() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  late text[] := '{state,version,date_updated,user_updated}';
  recall text[] := '{recall_reason,recall_proposed_by,recall_proposed_at,recall_answer,recalled_by,recalled_at}';
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'payment_batches'); END IF;
  -- The same file under a new key: its hash, which the trigger keeps, says whether it is the same.
  IF grant_setting('money') = 'rotate_key' AND to_jsonb(NEW) - 'file_body' = to_jsonb(OLD) - 'file_body'
     AND NEW.file_body IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF coalesce(grant_setting('money') IN ('propose_recall', 'keep', 'recall'), false) THEN
    NEW := grant_note_recall(OLD, NEW);
    late := late || recall;
  END IF;
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
  ELSIF NEW.state IN ('discarded', 'recalled') AND EXISTS (
      SELECT FROM payments p WHERE p.payment_batch = NEW.id AND p.state <> 'removed') THEN
    PERFORM grant_refuse('batch_mismatch', 'payments are still in the batch');
  ELSIF NEW.state = 'settled' AND EXISTS (
      SELECT FROM payments p WHERE p.payment_batch = NEW.id AND p.state NOT IN ('paid', 'failed', 'removed')) THEN
    PERFORM grant_refuse('batch_mismatch', 'results are still missing');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_make_result() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  in_state text;
  transfer_day date;
  came_back boolean := coalesce(grant_setting('money') = 'return', false);
BEGIN
  IF NOT came_back AND grant_setting('money') IS DISTINCT FROM 'result' THEN
    PERFORM grant_refuse('money_fenced', 'transfer_results');
  END IF;
  NEW.recorded_by := grant_require('payment_clerk');
  SELECT p.state, b.transfer_on INTO in_state, transfer_day
    FROM payments p JOIN payment_batches b ON b.id = p.payment_batch WHERE p.id = NEW.payment FOR NO KEY UPDATE OF p;
  IF in_state IS NULL OR NEW.outcome NOT IN ('paid', 'failed')
     OR NOT came_back AND (in_state NOT IN ('sealed', NEW.outcome)
       OR EXISTS (SELECT FROM transfer_results r WHERE r.payment = NEW.payment AND r.outcome <> NEW.outcome))
     OR came_back AND (NEW.outcome <> 'failed' OR in_state NOT IN ('paid', 'failed')
       OR NOT EXISTS (SELECT FROM transfer_results r WHERE r.payment = NEW.payment AND r.outcome = 'paid')) THEN
    PERFORM grant_refuse('payment_mismatch', 'result of a payment that is ' || in_state);
  END IF;
  IF EXISTS (SELECT FROM payments p JOIN payment_batches b ON b.id = p.payment_batch
              WHERE p.id = NEW.payment AND b.recall_proposed_at IS NOT NULL) THEN
    PERFORM grant_refuse('money_fenced', 'a result of a batch that may be recalled');
  END IF;
  -- That it is not a day to come is asked by the verb: a practice office lives on another day than this clock.
  IF NEW.result_on IS NULL OR NEW.result_on < transfer_day THEN
    PERFORM grant_refuse('result_early', coalesce(NEW.result_on::text, 'no day'));
  END IF;
  RETURN NEW;
END $$;

-- The promise that the seal made is taken back on the day of the recall.
CREATE FUNCTION grant_post_recall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_post('payable', 'grant', NEW, grant_today(), '支払の確定の取下げ');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_post_recall AFTER UPDATE ON payments FOR EACH ROW
  WHEN (OLD.state = 'sealed' AND NEW.state = 'removed') EXECUTE FUNCTION grant_post_recall();

-- Out of a sealed batch all payments go, with the batch, or none.
CREATE OR REPLACE FUNCTION grant_agree_payment() RETURNS trigger LANGUAGE plpgsql
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
    WHEN 'removed' THEN batch_state IN ('open', 'discarded', 'recalled') AND (in_state <> 'in_batch' OR EXISTS (
      SELECT FROM payments p WHERE p.application = item.application AND p.state IN ('prepared', 'sealed')))
    ELSE batch_state IN ('sealed', 'settled') AND in_state <> 'in_batch' AND EXISTS (
      SELECT FROM transfer_results r WHERE r.payment = item.id AND r.outcome = item.state)
  END;
  IF well IS NOT TRUE THEN
    PERFORM grant_refuse('evidence_missing', concat_ws(' ', 'payment', item.state, 'case', in_state, 'batch', batch_state));
  END IF;
  RETURN NULL;
END $$;
