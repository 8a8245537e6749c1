-- 確定後の取下げ (仕様書 本文4(3)イ): the bank may say that it has nothing, and the passbook says otherwise. While a debit of exactly
-- the sum of the batch stands in the statement from its day on and nothing in the book explains it, the batch is not recalled.
-- Replaces a function of recalls.sql.

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
                WHERE l.practice = old_row.practice AND l.posted_on >= old_row.transfer_on AND l.paid_out = old_row.total
                  AND l.state = 'unmatched') THEN
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
