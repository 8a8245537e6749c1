-- Takes returns.sql back.
DROP TRIGGER grant_cap_top_up ON decisions;
DROP FUNCTION grant_cap_top_up;
DROP FUNCTION grant_highest_award;

CREATE OR REPLACE FUNCTION grant_lock_content() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.receipt_number IS NOT NULL AND NEW.receipt_number IS DISTINCT FROM OLD.receipt_number THEN
    PERFORM grant_refuse('receipt_fixed', OLD.receipt_number);
  END IF;
  IF (NEW.practice, NEW.programme) IS DISTINCT FROM (OLD.practice, OLD.programme) THEN
    PERFORM grant_refuse('practice_mixed', 'a case stays in its programme');
  END IF;
  IF NEW.employer IS NOT NULL AND NEW.employer IS DISTINCT FROM OLD.employer
     AND NEW.practice IS DISTINCT FROM (SELECT e.practice FROM employers e WHERE e.id = NEW.employer) THEN
    PERFORM grant_refuse('practice_mixed', 'case and employer');
  END IF;
  IF OLD.state NOT IN ('draft', 'received')
     AND grant_answers(to_jsonb(NEW)) IS DISTINCT FROM grant_answers(to_jsonb(OLD))
     AND grant_answering(OLD.state) IS NOT TRUE THEN
    PERFORM grant_refuse('content_locked', OLD.state);
  END IF;
  IF OLD.state NOT IN ('draft', 'received')
     AND grant_judged(to_jsonb(NEW)) IS DISTINCT FROM grant_judged(to_jsonb(OLD))
     -- A new account changes the hash of the content and nothing else that was judged.
     AND NOT (coalesce(grant_setting('event') = 'change_account', false) AND NEW.state = OLD.state
              AND grant_judged(to_jsonb(NEW)) - 'content_hash' = grant_judged(to_jsonb(OLD)) - 'content_hash')
     AND (OLD.state NOT IN ('submitted', 'in_review', 'correction_requested')
          OR (NEW.state IS NOT DISTINCT FROM OLD.state AND grant_answering(OLD.state) IS NOT TRUE)) THEN
    PERFORM grant_refuse('content_locked', 'the judgement in ' || OLD.state);
  END IF;
  IF (NEW.recommendation, NEW.recommended_by, NEW.recommendation_note)
       IS DISTINCT FROM (OLD.recommendation, OLD.recommended_by, OLD.recommendation_note)
     AND (coalesce(grant_setting('event'), '') NOT IN ('recommend', 'return_to_review')
          OR NEW.state IS NOT DISTINCT FROM OLD.state) THEN
    PERFORM grant_refuse('state_fenced', 'recommendation');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_check_seal(batch payment_batches) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  item payments;
  account bank_accounts;
  items bigint := 0;
  total bigint := 0;
  terms bank_profiles;
  same_day bigint;
BEGIN
  -- Locked: two batches of one bank for one day count each other.
  SELECT * INTO terms FROM bank_profiles b WHERE b.id = batch.bank_profile FOR NO KEY UPDATE;
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
  -- 振込限度額 of the contract with the bank: per file and per transfer date.
  SELECT coalesce(sum(b.total), 0) INTO same_day FROM payment_batches b
   WHERE b.bank_profile = batch.bank_profile AND b.transfer_on = batch.transfer_on AND b.id <> batch.id
     AND b.state IN ('sealed', 'settled');
  IF items > terms.items_max OR total > terms.total_max OR same_day + total > terms.day_total_max
     OR EXISTS (SELECT FROM payments p WHERE p.payment_batch = batch.id AND p.amount > terms.amount_max
                   AND p.state IN ('prepared', 'sealed')) THEN
    PERFORM grant_refuse('bank_limit', items || ' items, ' || same_day + total || ' yen');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION grant_post_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
  transfer_day date;
BEGIN
  SELECT p.* INTO payment FROM payments p WHERE p.id = NEW.payment;
  SELECT b.transfer_on INTO transfer_day FROM payment_batches b WHERE b.id = payment.payment_batch;
  IF NEW.outcome = 'paid' THEN
    PERFORM grant_post('payable', 'bank', payment, NEW.result_on, '奨励金の振込');
  ELSE
    PERFORM grant_post('payable', 'bank', payment, transfer_day, '奨励金の振込');
    PERFORM grant_post('bank', 'grant', payment, NEW.result_on, '振込不能による資金の返却');
  END IF;
  RETURN NULL;
END $$;
