-- 決定の変更・支払の確定・振込結果・追加支給の上限: what the rules of a case that comes back, and of its money, left open.
-- Replaces functions of cases.sql, bank-limits.sql and funds.sql.

-- 決定の変更: the recommendation is made anew, so the old one goes with the decision that rested on it.
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
     AND (coalesce(grant_setting('event'), '') NOT IN ('recommend', 'return_to_review', 'revise_decision')
          OR NEW.state IS NOT DISTINCT FROM OLD.state) THEN
    PERFORM grant_refuse('state_fenced', 'recommendation');
  END IF;
  RETURN NEW;
END $$;

-- What must hold at the moment of sealing. Every row it rests on is locked until the end of the transaction. A suspicion
-- locks its case: one raised since the payments were looked at is seen here, or waits until the batch is sealed.
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
    IF grant_doubt_stands(item.application) THEN PERFORM grant_refuse('doubt_open', 'case of ' || item.id); END IF;
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

-- The bank debits a bulk transfer as a whole on its day, whatever day its answer is of, and gives back what it could not pay
-- (振込不能・組戻): the book shows both, so that every line of the passbook has its line here.
CREATE OR REPLACE FUNCTION grant_post_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  payment payments;
  transfer_day date;
BEGIN
  SELECT p.* INTO payment FROM payments p WHERE p.id = NEW.payment;
  SELECT b.transfer_on INTO transfer_day FROM payment_batches b WHERE b.id = payment.payment_batch;
  PERFORM grant_post('payable', 'bank', payment, transfer_day, '奨励金の振込');
  IF NEW.outcome = 'failed' THEN
    PERFORM grant_post('bank', 'grant', payment, NEW.result_on, '振込不能による資金の返却');
  END IF;
  RETURN NULL;
END $$;

-- 追加支給の上限: what a case is paid in all is no more than the figures can award, those it was judged by or those of now where
-- the rule has grown since. Yen; NULL for a version without figures.
CREATE FUNCTION grant_highest_award(of_version uuid) RETURNS bigint LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT v.base_amount::bigint + coalesce((
    SELECT CASE v.addition_mode WHEN 'cumulative' THEN sum((a.addition ->> 'amount')::bigint) ELSE max((a.addition ->> 'amount')::bigint) END
      FROM jsonb_array_elements(coalesce(nullif(v.additions::jsonb, 'null'), '[]')) AS a (addition)), 0)::bigint
    FROM programme_versions v WHERE v.id = of_version
$$;

CREATE FUNCTION grant_cap_top_up() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  highest bigint;
  paid bigint;
BEGIN
  SELECT greatest(grant_highest_award(a.programme_version), grant_highest_award(p.current_version)) INTO highest
    FROM applications a JOIN programmes p ON p.id = a.programme WHERE a.id = NEW.application;
  SELECT coalesce(sum(p.amount), 0) INTO paid FROM payments p WHERE p.application = NEW.application AND p.state = 'paid';
  IF paid + NEW.amount > highest THEN
    PERFORM grant_refuse('decision_mismatch', 'a top-up beyond ' || highest);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_cap_top_up BEFORE INSERT ON decisions FOR EACH ROW
  WHEN (NEW.kind = 'top_up') EXECUTE FUNCTION grant_cap_top_up();
