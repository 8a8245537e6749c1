-- 期間の数値 (仕様書 本文4(3)ア, 栃木県財務規則 81条から88条の例): what was sent and what came back stand beside each other, since
-- a transfer may go out in one period and come back in the next. Always and exactly
--   opening + received - sent + sent_back + interest - fees - returned = closing,  paid = sent - sent_back = sum of the tiers.
-- It holds because every line of the book falls under exactly one of these words: a transaction has one day, and by hand
-- nobody books what follows the payments. Replaces functions of ledger.sql, funds.sql and settlements.sql.

CREATE OR REPLACE FUNCTION grant_make_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.recorded_at := now();
  IF grant_by_machine() THEN RETURN NEW; END IF;
  IF grant_setting('money') IS DISTINCT FROM 'ledger' OR NEW.account IN ('payable', 'grant', 'repayment')
     OR NEW.payment IS NOT NULL THEN
    PERFORM grant_refuse('money_fenced', 'ledger_entries ' || NEW.account);
  END IF;
  NEW.recorded_by := grant_require('payment_clerk', 'manager');
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_balance_transaction() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger_entries e WHERE e.transaction = NEW.transaction
              HAVING sum(e.debit::bigint) <> sum(e.credit::bigint)
                  OR count(DISTINCT e.practice) > 1 OR count(DISTINCT e.posted_on) > 1) THEN
    PERFORM grant_refuse('ledger_unbalanced', NEW.transaction::text);
  END IF;
  RETURN NULL;
END $$;

-- 精算の数値: everything every document and screen says about a period comes from here. Yen. The tiers are net: a period in
-- which transfers only came back has negative ones.
DROP FUNCTION grant_fund_figures(boolean, date, date);
CREATE FUNCTION grant_fund_figures(in_practice boolean, day_from date, day_to date)
RETURNS TABLE (opening bigint, received bigint, sent bigint, sent_count bigint, sent_back bigint, sent_back_count bigint,
  paid bigint, paid_count bigint, interest bigint, fees bigint, returned bigint, repaid bigint, closing bigint, tiers jsonb)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH entry AS (
    SELECT e.*, e.debit::bigint - e.credit AS net FROM ledger_entries e
     WHERE e.practice = in_practice AND e.posted_on <= day_to
  ), inside AS (
    SELECT * FROM entry WHERE posted_on >= day_from
  ), moved AS (
    -- One row for each transfer that went out (positive) or came back (negative, with a fee that was kept from it).
    SELECT -sum(i.net) AS yen FROM inside i
     WHERE i.payment IS NOT NULL AND i.account IN ('bank', 'fee') GROUP BY i.transaction
  ), total AS (
    SELECT coalesce(sum(m.yen) FILTER (WHERE m.yen > 0), 0) AS sent, count(*) FILTER (WHERE m.yen > 0) AS sent_count,
           coalesce(-sum(m.yen) FILTER (WHERE m.yen < 0), 0) AS back, count(*) FILTER (WHERE m.yen < 0) AS back_count
      FROM moved m
  )
  SELECT
    coalesce((SELECT sum(net) FROM entry WHERE account = 'bank' AND posted_on < day_from), 0)::bigint,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'advance'), 0)::bigint,
    t.sent::bigint, t.sent_count, t.back::bigint, t.back_count,
    (t.sent - t.back)::bigint, t.sent_count - t.back_count,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'interest'), 0)::bigint,
    coalesce((SELECT sum(net) FROM inside WHERE account IN ('fee', 'other')), 0)::bigint,
    coalesce((SELECT sum(net) FROM inside WHERE account = 'returned' AND payment IS NULL), 0)::bigint,
    coalesce((SELECT -sum(net) FROM inside WHERE account = 'repayment'), 0)::bigint,
    coalesce((SELECT sum(net) FROM entry WHERE account = 'bank'), 0)::bigint,
    coalesce((SELECT jsonb_agg(jsonb_build_object('amount', r.amount, 'count', r.count, 'yen', r.yen) ORDER BY r.amount)
       FROM (SELECT abs(m.yen) AS amount, sum(sign(m.yen)) AS count, sum(m.yen) AS yen FROM moved m GROUP BY 1) r), '[]')
    FROM total t
$$;

CREATE OR REPLACE FUNCTION grant_count_settlement(s settlements) RETURNS settlements LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  f record;
BEGIN
  SELECT * INTO f FROM grant_fund_figures(s.practice, s.period_from, s.period_to);
  s.opening := f.opening;
  s.received := f.received;
  s.sent := f.sent;
  s.sent_count := f.sent_count;
  s.sent_back := f.sent_back;
  s.sent_back_count := f.sent_back_count;
  s.paid := f.paid;
  s.paid_count := f.paid_count;
  s.interest := f.interest;
  s.fees := f.fees;
  s.returned_within := f.returned;
  s.repaid := f.repaid;
  s.breakdown := f.tiers;
  IF s.kind = 'final' THEN s.returned := f.closing; END IF;
  s.carried_over := f.closing - coalesce(s.returned, 0);
  RETURN s;
END $$;

-- Settlements made before keep the net sum that they were made with; the rest follows from it and from the book.
ALTER TABLE settlements DISABLE TRIGGER USER;
UPDATE settlements s SET
  sent_back = f.sent_back, sent_back_count = f.sent_back_count,
  sent = s.paid + f.sent_back, sent_count = s.paid_count + f.sent_back_count,
  returned_within = s.opening::bigint + s.received - s.paid + s.interest - s.fees - s.returned - s.carried_over
  FROM (SELECT k.id, g.sent_back, g.sent_back_count
          FROM settlements k, grant_fund_figures(k.practice, k.period_from, k.period_to) g) f
 WHERE f.id = s.id;
ALTER TABLE settlements ENABLE TRIGGER USER;

-- No 精算書 that does not add up, by whatever door it came.
ALTER TABLE settlements ADD CONSTRAINT grant_settlement_sum CHECK (
  paid = sent::bigint - sent_back AND paid_count = sent_count - sent_back_count
  AND opening::bigint + received - sent + sent_back + interest - fees - returned_within = returned::bigint + carried_over);
