-- 調査中の疑義: counted for the prefecture's dashboard by itself, because a suspicion about a paid case stops nothing and so
-- changes no state. Messages not yet read are found without reading them all. Replaces grant_verify_summaries of
-- money-figures.sql.

CREATE INDEX grant_unread ON messages (application) WHERE read_at IS NULL;

INSERT INTO summary_labels VALUES ('doubt', 'open', '調査中の疑義', 1);

CREATE FUNCTION grant_count_doubt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  change integer := (NEW.state IN ('raised', 'reported'))::integer
    - CASE TG_OP WHEN 'INSERT' THEN 0 ELSE (OLD.state IN ('raised', 'reported'))::integer END;
BEGIN
  IF change = 0 THEN RETURN NULL; END IF;
  PERFORM grant_commit_lock();
  PERFORM grant_add_figure(a.programme, a.practice, 'doubt', 'open', change, 0)
     FROM applications a WHERE a.id = NEW.application;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grant_count_doubt AFTER INSERT OR UPDATE ON suspicions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION grant_count_doubt();

SELECT grant_add_figure(a.programme, a.practice, 'doubt', 'open', count(*), 0)
  FROM suspicions s JOIN applications a ON a.id = s.application WHERE s.state IN ('raised', 'reported')
 GROUP BY a.programme, a.practice;

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
        UNION ALL SELECT a.programme, a.practice, 'doubt', 'open', 1, 0
          FROM suspicions s JOIN applications a ON a.id = s.application WHERE s.state IN ('raised', 'reported')
      ) b GROUP BY 1, 2, 3, 4
  ), kept AS (
    SELECT s.programme, s.practice, s.dimension::text, s.bucket::text, s.count::bigint AS cases, s.amount::bigint AS yen
      FROM summaries s
  )
  SELECT dimension, bucket, coalesce(kept.cases, 0), coalesce(fresh.cases, 0), coalesce(kept.yen, 0), coalesce(fresh.yen, 0)
    FROM fresh FULL JOIN kept USING (programme, practice, dimension, bucket)
   WHERE (coalesce(kept.cases, 0), coalesce(kept.yen, 0)) IS DISTINCT FROM (coalesce(fresh.cases, 0), coalesce(fresh.yen, 0))
$$;
