-- Figures for the prefecture's dashboards (仕様書 本文4(6) 進捗報告): counted by the database as cases change, in a table that
-- holds no personal data, because whoever may add up a column of a case may also list it. Practice cases are counted
-- under their own flag.

CREATE UNIQUE INDEX grant_summary_bucket ON summaries (programme, practice, dimension, bucket);

-- What a bucket is called and where it stands; filled from the labels of the domain. Months and tiers name themselves.
CREATE TABLE summary_labels (
  dimension text NOT NULL, bucket text NOT NULL, label text NOT NULL, sort integer NOT NULL DEFAULT 0,
  PRIMARY KEY (dimension, bucket)
);
INSERT INTO summary_labels VALUES
  ('state', 'draft', '下書き', 1), ('state', 'received', '郵送受領', 2), ('state', 'submitted', '受付済', 3),
  ('state', 'in_review', '審査中', 4), ('state', 'correction_requested', '補正依頼中', 5),
  ('state', 'recommended', '決裁待ち', 6), ('state', 'granted', '支給決定', 7), ('state', 'refused', '不支給決定', 8),
  ('state', 'payable', '支払待ち', 9), ('state', 'in_batch', '支払処理中', 10), ('state', 'paid', '支払済', 11),
  ('state', 'account_correction', '口座補正中', 12), ('state', 'suspended', '保留（疑義調査中）', 13),
  ('state', 'withdrawn', '取下げ', 14), ('state', 'cancelled', '決定取消', 15),
  ('state', 'repayment_claimed', '返還請求中', 16), ('state', 'repaid', '返還済', 17),
  ('channel', 'online', '電子申請', 1), ('channel', 'post', '郵送', 2),
  ('verdict', 'eligible', '要件を満たす', 1), ('verdict', 'ineligible', '要件を満たさない', 2), ('verdict', 'to_check', '要確認', 3);

CREATE FUNCTION grant_bucket_label(of_dimension text, of_bucket text) RETURNS TABLE (label text, sort integer)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT CASE of_dimension
      WHEN 'month' THEN to_char(to_date(of_bucket, 'YYYY-MM'), 'YYYY"年"FMMM"月"')
      WHEN 'tier' THEN trim_scale(of_bucket::numeric / 10000)::text || '万円'
      ELSE coalesce(known.label, of_bucket) END,
    CASE of_dimension
      WHEN 'month' THEN replace(of_bucket, '-', '')::integer
      WHEN 'tier' THEN of_bucket::integer
      ELSE coalesce(known.sort, 0) END
  FROM (SELECT) AS one
  LEFT JOIN summary_labels known ON known.dimension = of_dimension AND known.bucket = of_bucket
$$;

-- The buckets one case counts in. Channel, month and verdict are those of 受付: a case counts there once it has its receipt
-- number and as long as it has one, so that every total is the same; a draft, a letter not yet registered and a draft
-- that was withdrawn count under their state only. The tier is what a live grant decision awards, held back or not.
CREATE FUNCTION grant_buckets(of_case applications, sign integer)
RETURNS TABLE (programme uuid, practice boolean, dimension text, bucket text, cases integer, yen bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT of_case.programme, of_case.practice, b.dimension, b.bucket, sign, sign * coalesce(of_case.amount_total, 0)::bigint
    FROM (VALUES
      ('state', of_case.state, true),
      ('channel', of_case.channel, of_case.receipt_number IS NOT NULL),
      ('month', to_char(of_case.received_on, 'YYYY-MM'), of_case.receipt_number IS NOT NULL),
      ('tier', of_case.amount_total::bigint::text,
        CASE of_case.state WHEN 'suspended' THEN of_case.suspended_from ELSE of_case.state END
          IN ('granted', 'payable', 'in_batch', 'paid', 'account_correction')),
      ('verdict', of_case.verdict, of_case.receipt_number IS NOT NULL)
    ) AS b (dimension, bucket, counts)
   WHERE of_case.id IS NOT NULL AND b.bucket IS NOT NULL AND b.counts
$$;

-- Runs at commit, one transaction at a time and buckets in one order: exact under concurrency and free of deadlocks,
-- while the many cases in work at the same time do not wait for each other before they commit.
CREATE FUNCTION grant_count_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
CREATE CONSTRAINT TRIGGER grant_count_new AFTER INSERT OR DELETE ON applications
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION grant_count_case();
CREATE CONSTRAINT TRIGGER grant_count_change AFTER UPDATE ON applications
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((OLD.state, OLD.suspended_from, OLD.receipt_number, OLD.channel, OLD.received_on, OLD.amount_total, OLD.verdict)
    IS DISTINCT FROM
    (NEW.state, NEW.suspended_from, NEW.receipt_number, NEW.channel, NEW.received_on, NEW.amount_total, NEW.verdict))
  EXECUTE FUNCTION grant_count_case();

-- Nobody writes a figure by hand; only the count above and a new label do.
CREATE FUNCTION grant_keep_figures() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_by_machine() THEN RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{label,sort}'::text[] = to_jsonb(OLD) - '{label,sort}'::text[] THEN
    RETURN NEW;
  END IF;
  PERFORM grant_refuse('append_only', 'summaries');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_keep_figures BEFORE INSERT OR UPDATE OR DELETE ON summaries
  FOR EACH ROW EXECUTE FUNCTION grant_keep_figures();

-- Takes over new labels: run after summary_labels changed.
CREATE FUNCTION grant_relabel_summaries() RETURNS void LANGUAGE sql
SET search_path = public, pg_temp AS $$
  UPDATE summaries s SET label = known.label, sort = known.sort FROM summary_labels known
   WHERE known.dimension = s.dimension AND known.bucket = s.bucket
     AND (s.label, s.sort) IS DISTINCT FROM (known.label, known.sort)
$$;

-- Differences between the figures and a fresh count; no row means none.
CREATE FUNCTION grant_verify_summaries()
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
