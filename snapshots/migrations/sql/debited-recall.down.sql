-- Takes debited-recall.sql back.
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
