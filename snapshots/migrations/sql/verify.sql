-- Verification (仕様書 別記3 3(8)): finds what was changed behind the triggers' back, by a person with the rights of a
-- database administrator. A chain can only be made whole again by rewriting everything after the change, which the daily
-- digests kept outside then contradict.

-- Every break of the case chains and of the access log; no row means both are whole.
CREATE FUNCTION grant_verify_events() RETURNS TABLE (chain text, entry bigint, problem text) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH line AS (
    SELECT e.id, e.application, e.seq, e.hash, e.prev_hash, e.from_state, e.to_state, grant_event_hash(e) AS made,
      lag(e.hash) OVER case_line AS before_hash, lag(e.seq) OVER case_line AS before_seq,
      lag(e.to_state) OVER case_line AS before_state, lead(e.id) OVER case_line AS next_id
    FROM case_events e WINDOW case_line AS (PARTITION BY e.application ORDER BY e.seq)
  )
  SELECT 'case_events', l.id::bigint, p.problem
    FROM line l
    LEFT JOIN applications a ON a.id = l.application
    CROSS JOIN LATERAL (VALUES
      (l.hash IS DISTINCT FROM l.made, 'content was changed'),
      (l.prev_hash IS DISTINCT FROM coalesce(l.before_hash, grant_chain_start()), 'link to the entry before is broken'),
      (l.seq <> coalesce(l.before_seq, 0) + 1, 'an entry before is missing'),
      (l.before_seq IS NOT NULL AND l.from_state IS DISTINCT FROM l.before_state, 'does not follow the state before'),
      (l.next_id IS NULL AND a.state IS DISTINCT FROM l.to_state, 'is not how the case came to its state')
    ) AS p (found, problem)
   WHERE p.found
  UNION ALL
  SELECT 'case_events', NULL, 'no entry for case ' || a.id
    FROM applications a
   WHERE a.state <> 'draft' AND NOT EXISTS (SELECT FROM case_events e WHERE e.application = a.id)
$$;

CREATE FUNCTION grant_verify_access() RETURNS TABLE (chain text, entry bigint, problem text) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT 'access_log', a.id::bigint, p.problem
    FROM access_log a
    CROSS JOIN LATERAL (VALUES
      (a.hash IS DISTINCT FROM grant_access_hash(a), 'content was changed'),
      (a.prev_hash <> grant_chain_start() AND NOT EXISTS (SELECT FROM access_log b WHERE b.hash = a.prev_hash),
        'the entry before is missing')
    ) AS p (found, problem)
   WHERE p.found
  UNION ALL
  SELECT 'access_log', NULL, 'entries are missing: ' || counted.entries || ' of ' || h.entries
    FROM audit_heads h CROSS JOIN (SELECT count(*) AS entries FROM access_log) counted
   WHERE h.chain = 'access_log' AND counted.entries <> h.entries
  UNION ALL
  SELECT 'access_log', NULL, 'the last entry is missing or was changed'
    FROM audit_heads h
   WHERE h.chain = 'access_log' AND h.entries > 0 AND NOT EXISTS (SELECT FROM access_log a WHERE a.hash = h.hash)
$$;
CREATE INDEX grant_access_hash ON access_log (hash, id);

-- Every break of the ledger: a transaction that does not balance, a kept balance that differs from the book.
CREATE FUNCTION grant_verify_ledger() RETURNS TABLE (chain text, entry bigint, problem text) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT 'ledger', NULL::bigint, 'transaction ' || e.transaction || ' does not balance'
    FROM ledger_entries e GROUP BY e.transaction HAVING sum(e.debit::bigint) <> sum(e.credit::bigint)
  UNION ALL
  SELECT 'ledger', NULL, 'balance of ' || account || ' is ' || coalesce(b.balance, 0) || ', the book says ' || coalesce(k.balance, 0)
    FROM (SELECT e.practice, e.account::text, sum(e.debit::bigint - e.credit)::bigint AS balance
            FROM ledger_entries e GROUP BY 1, 2) k
    FULL JOIN ledger_balances b USING (practice, account)
   WHERE coalesce(b.balance, 0) <> coalesce(k.balance, 0)
$$;

-- 改ざんの検証: all of the above in one list.
CREATE FUNCTION grant_verify_chain() RETURNS TABLE (chain text, entry bigint, problem text) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT * FROM grant_verify_events()
  UNION ALL SELECT * FROM grant_verify_access()
  UNION ALL SELECT * FROM grant_verify_ledger()
$$;
