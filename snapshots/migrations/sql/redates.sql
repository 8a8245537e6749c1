-- 振込指定日とその変更 (仕様書 本文4(3)イ): no batch is for a holiday of the banks; an open one that missed the cut-off of the bank
-- gets another day, by the clerk and by no other act. What two people confirmed (account and amount) stays confirmed. And a
-- transfer fails for a reason. Replaces functions of recalls.sql, debited-recall.sql and confine.sql.

-- 国民の祝日・休日: filled from the calendar of the schema (scripts/src/rule-tables.ts).
CREATE TABLE bank_holidays (day date PRIMARY KEY, name text NOT NULL);

CREATE FUNCTION grant_bank_day() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM bank_holidays h WHERE h.day = NEW.transfer_on) THEN
    PERFORM grant_refuse('bank_closed', NEW.transfer_on::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_bank_day BEFORE INSERT OR UPDATE OF transfer_on ON payment_batches
  FOR EACH ROW EXECUTE FUNCTION grant_bank_day();

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
  IF NEW.transfer_on IS DISTINCT FROM OLD.transfer_on THEN
    PERFORM grant_require_act('redate', OLD.number::text);
    PERFORM grant_require('payment_clerk');
    IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  END IF;
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN RETURN NEW; END IF;
  PERFORM grant_move_money('batch', OLD.state, NEW.state);
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  IF NEW.state = 'sealed' THEN
    NEW.sealed_by := grant_actor();
    NEW.sealed_at := now();
    PERFORM grant_check_seal(NEW);
    -- 銀行の受付期間 is the verbs' to know; a day that is over, or closed in the book, is nobody's.
    IF NEW.transfer_on < greatest(grant_today(), grant_open_from(NEW.practice)) THEN
      PERFORM grant_refuse('transfer_day_over', NEW.transfer_on::text);
    END IF;
  ELSIF NEW.state IN ('discarded', 'recalled') AND EXISTS (
      SELECT FROM payments p WHERE p.payment_batch = NEW.id AND p.state <> 'removed') THEN
    PERFORM grant_refuse('batch_mismatch', 'payments are still in the batch');
  ELSIF NEW.state = 'settled' AND EXISTS (
      SELECT FROM payments p WHERE p.payment_batch = NEW.id AND p.state NOT IN ('paid', 'failed', 'removed')) THEN
    PERFORM grant_refuse('batch_mismatch', 'results are still missing');
  END IF;
  RETURN NEW;
END $$;

-- 確定後の取下げ as before, but a debit that was only explained in words speaks against it too, and one that holds the fees of
-- the bank (at most 1,100 yen for a transfer).
CREATE OR REPLACE FUNCTION grant_note_recall(old_row payment_batches, new_row payment_batches) RETURNS payment_batches
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
    IF EXISTS (SELECT FROM bank_statement_lines l
                WHERE l.practice = old_row.practice AND l.posted_on >= old_row.transfer_on AND l.state <> 'matched'
                  AND l.paid_out BETWEEN old_row.total AND old_row.total + 1100 * old_row.item_count) THEN
      PERFORM grant_refuse('recall_debited', old_row.number::text);
    END IF;
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

-- 振込不能の理由. NOT VALID: an office that runs keeps what it has.
ALTER TABLE transfer_results ADD CONSTRAINT grant_failed_reason CHECK (
  outcome <> 'failed' OR btrim(coalesce(reason, '')) <> '') NOT VALID;

-- The rules are read by the running product, never written.
CREATE OR REPLACE FUNCTION grant_confine(role_name name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO %I', role_name);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON lifecycle_transitions, lifecycle_four_eyes, lifecycle_duties,
    money_moves, summary_labels, summaries, audit_heads, ledger_balances, bank_holidays FROM %I', role_name);
  EXECUTE format('REVOKE UPDATE, DELETE ON case_events, access_log, ledger_entries FROM %I', role_name);
  EXECUTE format('REVOKE INSERT ON case_events FROM %I', role_name);
END $$;
