-- 支払済の件数と額、追加支給の額: counted from transfers and decisions themselves. The state of a case stopped telling what
-- was paid when a paid case could be awarded more: it is then decided about and paid once again.
-- Replaces two functions of summaries.sql.

INSERT INTO summary_labels VALUES
  ('money', 'paid', '振込済み', 1), ('money', 'top_up', '追加支給の決定', 2);

-- Adds to one figure. The caller holds the lock of grant_commit_lock.
CREATE FUNCTION grant_add_figure(
  of_programme uuid, of_practice boolean, of_dimension text, of_bucket text, cases bigint, yen bigint
) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE summaries s SET count = s.count + cases, amount = s.amount + yen
   WHERE s.programme = of_programme AND s.practice = of_practice AND s.dimension = of_dimension AND s.bucket = of_bucket;
  IF NOT FOUND THEN
    INSERT INTO summaries (id, programme, practice, dimension, bucket, label, sort, count, amount)
    SELECT gen_random_uuid(), of_programme, of_practice, of_dimension, of_bucket, l.label, l.sort, cases, yen
      FROM grant_bucket_label(of_dimension, of_bucket) l;
  END IF;
END $$;

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
    PERFORM grant_add_figure(change.programme, change.practice, change.dimension, change.bucket, change.cases, change.yen::bigint);
  END LOOP;
  RETURN NULL;
END $$;

-- What the money of each case counts as: a transfer that was made, and an award beside the first that is alive.
CREATE FUNCTION grant_money_figures()
RETURNS TABLE (application uuid, bucket text, cases bigint, yen bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT p.application, 'paid', 1::bigint, p.amount::bigint FROM payments p WHERE p.state = 'paid'
  UNION ALL
  SELECT d.application, 'top_up', 1::bigint, d.amount::bigint FROM decisions d WHERE d.kind = 'top_up' AND d.status = 'live'
$$;

CREATE FUNCTION grant_count_payment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  sign integer := (NEW.state = 'paid')::integer - (OLD.state = 'paid')::integer;
BEGIN
  PERFORM grant_commit_lock();
  PERFORM grant_add_figure(a.programme, a.practice, 'money', 'paid', sign, sign * NEW.amount::bigint)
     FROM applications a WHERE a.id = NEW.application;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_count_payment AFTER UPDATE ON payments
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.state = 'paid') IS DISTINCT FROM (NEW.state = 'paid')) EXECUTE FUNCTION grant_count_payment();

CREATE FUNCTION grant_count_top_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  sign integer := (NEW.status = 'live')::integer - CASE TG_OP WHEN 'INSERT' THEN 0 ELSE (OLD.status = 'live')::integer END;
BEGIN
  IF sign = 0 THEN RETURN NULL; END IF;
  PERFORM grant_commit_lock();
  PERFORM grant_add_figure(a.programme, a.practice, 'money', 'top_up', sign, sign * NEW.amount::bigint)
     FROM applications a WHERE a.id = NEW.application;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_count_top_up AFTER INSERT OR UPDATE ON decisions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'top_up') EXECUTE FUNCTION grant_count_top_up();

SELECT grant_add_figure(a.programme, a.practice, 'money', m.bucket, sum(m.cases)::bigint, sum(m.yen)::bigint)
  FROM grant_money_figures() m JOIN applications a ON a.id = m.application
 GROUP BY a.programme, a.practice, m.bucket;

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
