-- Takes money-figures.sql back.
DROP TRIGGER grant_count_top_up ON decisions;
DROP FUNCTION grant_count_top_up;
DROP TRIGGER grant_count_payment ON payments;
DROP FUNCTION grant_count_payment;

CREATE OR REPLACE FUNCTION grant_count_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  change record;
BEGIN
  PERFORM grant_commit_lock();
  FOR change IN
    SELECT d.programme, d.practice, d.dimension, d.bucket, sum(d.cases) AS cases, sum(d.yen) AS yen
      FROM (
        SELECT * FROM grant_buckets(CASE WHEN TG_OP <> 'INSERT' THEN OLD END, -1)
        UNION ALL SELECT * FROM grant_buckets(CASE WHEN TG_OP <> 'DELETE' THEN NEW END, 1)
      ) d
     GROUP BY 1, 2, 3, 4 HAVING sum(d.cases) <> 0 OR sum(d.yen) <> 0
     ORDER BY 1, 2, 3, 4
  LOOP
    UPDATE summaries s SET count = s.count + change.cases, amount = s.amount + change.yen
     WHERE s.programme = change.programme AND s.practice = change.practice
       AND s.dimension = change.dimension AND s.bucket = change.bucket;
    IF NOT FOUND THEN
      INSERT INTO summaries (id, programme, practice, dimension, bucket, label, sort, count, amount)
      SELECT gen_random_uuid(), change.programme, change.practice, change.dimension, change.bucket, l.label, l.sort,
             change.cases, change.yen
        FROM grant_bucket_label(change.dimension, change.bucket) l;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION grant_verify_summaries()
RETURNS TABLE (dimension text, bucket text, kept bigint, counted bigint, kept_yen bigint, counted_yen bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH fresh AS (
    SELECT b.programme, b.practice, b.dimension, b.bucket, sum(b.cases)::bigint AS cases, sum(b.yen)::bigint AS yen
      FROM applications a CROSS JOIN LATERAL grant_buckets(a, 1) b GROUP BY 1, 2, 3, 4
  ), kept AS (
    SELECT s.programme, s.practice, s.dimension::text, s.bucket::text, s.count::bigint AS cases, s.amount::bigint AS yen
      FROM summaries s
  )
  SELECT dimension, bucket, coalesce(kept.cases, 0), coalesce(fresh.cases, 0), coalesce(kept.yen, 0), coalesce(fresh.yen, 0)
    FROM fresh FULL JOIN kept USING (programme, practice, dimension, bucket)
   WHERE (coalesce(kept.cases, 0), coalesce(kept.yen, 0)) IS DISTINCT FROM (coalesce(fresh.cases, 0), coalesce(fresh.yen, 0))
$$;

DROP FUNCTION grant_money_figures;
DROP FUNCTION grant_add_figure;
ALTER TABLE summaries DISABLE TRIGGER grant_keep_figures;
DELETE FROM summaries WHERE dimension = 'money';
ALTER TABLE summaries ENABLE TRIGGER grant_keep_figures;
DELETE FROM summary_labels WHERE dimension = 'money';
