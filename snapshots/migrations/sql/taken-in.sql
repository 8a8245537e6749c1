-- 受付件数 (仕様書 本文4(6) 進捗報告): a number that was given to an envelope and taken back before anything was registered is no
-- application. The dashboards, the report and the lists count by this one rule. Replaces a function of claims.sql.

-- 受理した申請: numbered, and not withdrawn before it was registered.
CREATE FUNCTION grant_taken_in(of_case applications) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT of_case.receipt_number IS NOT NULL AND NOT (of_case.state = 'withdrawn' AND of_case.submitted_at IS NULL)
$$;

CREATE OR REPLACE FUNCTION grant_buckets(of_case applications, sign integer)
RETURNS TABLE (programme uuid, practice boolean, dimension text, bucket text, cases integer, yen bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT of_case.programme, of_case.practice, b.dimension, b.bucket, sign, sign * coalesce(of_case.amount_total, 0)::bigint
    FROM (VALUES
      ('state', of_case.state, true),
      ('channel', of_case.channel, grant_taken_in(of_case)),
      ('month', to_char(of_case.received_on, 'YYYY-MM'), grant_taken_in(of_case)),
      ('tier', of_case.amount_total::bigint::text,
        CASE of_case.state WHEN 'suspended' THEN of_case.suspended_from ELSE of_case.state END
          IN ('granted', 'payable', 'in_batch', 'paid', 'top_up_proposed', 'account_correction')
          OR of_case.state = 'repayment_claimed' AND EXISTS (SELECT FROM decisions d
            WHERE d.application = of_case.id AND d.status = 'live' AND d.kind = 'grant')),
      ('verdict', of_case.verdict, grant_taken_in(of_case))
    ) AS b (dimension, bucket, counts)
   WHERE of_case.id IS NOT NULL AND b.bucket IS NOT NULL AND b.counts
$$;

-- What was counted until now, counted by the rule above.
ALTER TABLE summaries DISABLE TRIGGER grant_keep_figures;
UPDATE summaries s SET count = s.count - gone.cases, amount = s.amount - gone.yen
  FROM (SELECT a.programme, a.practice, b.dimension, b.bucket, count(*) AS cases,
               sum(coalesce(a.amount_total, 0)) AS yen
          FROM applications a
          CROSS JOIN LATERAL (VALUES ('channel', a.channel), ('month', to_char(a.received_on, 'YYYY-MM')), ('verdict', a.verdict))
            AS b (dimension, bucket)
         WHERE a.state = 'withdrawn' AND a.receipt_number IS NOT NULL AND a.submitted_at IS NULL AND b.bucket IS NOT NULL
         GROUP BY 1, 2, 3, 4) gone
 WHERE s.programme = gone.programme AND s.practice = gone.practice
   AND s.dimension = gone.dimension AND s.bucket = gone.bucket;
ALTER TABLE summaries ENABLE TRIGGER grant_keep_figures;
