-- Takes back open-doubts.sql.
DROP TRIGGER grant_count_doubt ON suspicions;
DROP FUNCTION grant_count_doubt;
ALTER TABLE summaries DISABLE TRIGGER grant_keep_figures;
DELETE FROM summaries WHERE dimension = 'doubt';
ALTER TABLE summaries ENABLE TRIGGER grant_keep_figures;
DELETE FROM summary_labels WHERE dimension = 'doubt';
DROP INDEX grant_unread;

CREATE OR REPLACE FUNCTION grant_verify_summaries()
RETURNS TABLE (dimension text, bucket text, kept bigint, counted bigint, kept_yen bigint, counted_yen bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH fresh AS (
    SELECT b.programme, b.practice, b.dimension, b.bucket, sum(b.cases)::bigint AS cases, sum(b.yen)::bigint AS yen
      FROM (
        SELECT b.* FROM applications a CROSS JOIN LATERAL grant_buckets(a, 1) b
        UNION ALL SELECT a.programme, a.practice, 'money', m.bucket, m.cases, m.yen
          FROM grant_money_figures() m JOIN applications a ON a.id = m.application
      ) b GROUP BY 1, 2, 3, 4
  ), kept AS (
    SELECT s.programme, s.practice, s.dimension::text, s.bucket::text, s.count::bigint AS cases, s.amount::bigint AS yen
      FROM summaries s
  )
  SELECT dimension, bucket, coalesce(kept.cases, 0), coalesce(fresh.cases, 0), coalesce(kept.yen, 0), coalesce(fresh.yen, 0)
    FROM fresh FULL JOIN kept USING (programme, practice, dimension, bucket)
   WHERE (coalesce(kept.cases, 0), coalesce(kept.yen, 0)) IS DISTINCT FROM (coalesce(fresh.cases, 0), coalesce(fresh.yen, 0))
$$;
