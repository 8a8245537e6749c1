-- Takes period-figures.sql back.
ALTER TABLE settlements DROP CONSTRAINT grant_settlement_sum;

CREATE OR REPLACE FUNCTION grant_count_settlement(s settlements) RETURNS settlements LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  f record;
BEGIN
  SELECT * INTO f FROM grant_fund_figures(s.practice, s.period_from, s.period_to);
  s.opening := f.opening;
  s.received := f.received;
  s.paid := f.paid;
  s.paid_count := f.paid_count;
  s.interest := f.interest;
  s.fees := f.fees;
  s.repaid := f.repaid;
  s.breakdown := f.tiers;
  IF s.kind = 'final' THEN s.returned := f.closing; END IF;
  s.carried_over := f.closing - coalesce(s.returned, 0);
  RETURN s;
END $$;

DROP FUNCTION grant_fund_figures(boolean, date, date);
CREATE FUNCTION grant_fund_figures(in_practice boolean, day_from date, day_to date)
RETURNS TABLE (opening bigint, received bigint, paid bigint, paid_count bigint, sent_back bigint, interest bigint,
  fees bigint, returned bigint, repaid bigint, closing bigint, tiers jsonb) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH entry AS (
    SELECT e.*, e.debit::bigint - e.credit AS net FROM ledger_entries e
     WHERE e.practice = in_practice AND e.posted_on <= day_to
  ), inside AS (SELECT * FROM entry WHERE posted_on >= day_from), sent AS (
    SELECT i.payment, -sum(i.net) AS yen FROM inside i WHERE i.account = 'bank' AND i.payment IS NOT NULL GROUP BY i.payment
  )
  SELECT
    coalesce((SELECT sum(net) FROM entry WHERE account = 'bank' AND posted_on < day_from), 0)::bigint,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'advance'), 0)::bigint,
    coalesce((SELECT sum(yen) FROM sent), 0)::bigint,
    (SELECT count(*) FROM sent WHERE yen > 0),
    coalesce((SELECT sum(debit::bigint) FROM inside WHERE account = 'bank' AND payment IS NOT NULL), 0)::bigint,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'interest'), 0)::bigint,
    coalesce((SELECT sum(net) FROM inside WHERE account IN ('fee', 'other')), 0)::bigint,
    coalesce((SELECT sum(net) FROM inside WHERE account = 'returned' AND payment IS NULL), 0)::bigint,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'repayment'), 0)::bigint,
    coalesce((SELECT sum(net) FROM entry WHERE account = 'bank'), 0)::bigint,
    coalesce((SELECT jsonb_agg(jsonb_build_object('amount', t.amount, 'count', t.count, 'yen', t.yen) ORDER BY t.amount)
       FROM (SELECT s.yen AS amount, count(*) AS count, sum(s.yen) AS yen FROM sent s WHERE s.yen > 0 GROUP BY s.yen) t), '[]')
$$;

CREATE OR REPLACE FUNCTION grant_balance_transaction() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger_entries e WHERE e.transaction = NEW.transaction
              HAVING sum(e.debit::bigint) <> sum(e.credit::bigint) OR count(DISTINCT e.practice) > 1) THEN
    PERFORM grant_refuse('ledger_unbalanced', NEW.transaction::text);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION grant_make_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := now();
  IF grant_by_machine() THEN RETURN NEW; END IF;
  IF grant_setting('money') IS DISTINCT FROM 'ledger' OR NEW.account IN ('payable', 'grant') THEN
    PERFORM grant_refuse('money_fenced', 'ledger_entries ' || NEW.account);
  END IF;
  NEW.recorded_by := grant_require('payment_clerk', 'manager');
  RETURN NEW;
END $$;
