-- 決定の後の重複・支給停止・過年度の支給 (仕様書 本文4(2)ウ・ク): what a decision could not know keeps its money back until somebody
-- has looked. A set of duplicates is judged, and ends the matter by that: of a duplicate the decision is taken back. A bar or
-- an award of an earlier year may leave a grant rightful: an approver or a manager looks at it and says so with a reason, and
-- the payment is made by somebody else. Replaces functions of doubt.sql and doubted-files.sql; comes after barred-names.sql
-- and standing-lists.sql.

CREATE TABLE late_looks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), application uuid NOT NULL REFERENCES applications (id) ON DELETE RESTRICT,
  -- One of them.
  bar uuid REFERENCES bars (id) ON DELETE RESTRICT, list_match uuid REFERENCES list_matches (id) ON DELETE RESTRICT,
  -- Which change of it was looked at, as grant_late_bars and grant_late_awards tell it.
  seen bigint NOT NULL, reason text NOT NULL,
  looked_by uuid NOT NULL REFERENCES directus_users (id) ON DELETE RESTRICT, looked_at timestamptz NOT NULL
);
CREATE INDEX grant_late_looks_of ON late_looks (application);
SELECT grant_make_append_only('late_looks');

-- Bars on the employer, its representative or the agent of a decided case that neither its judgement nor anybody since has
-- seen as they stand now, with the change to be looked at. Names agree by the key of the judgement, no likeness. A bar that
-- was over before the decision says nothing of it.
CREATE FUNCTION grant_late_bars(of_case uuid) RETURNS TABLE (bar uuid, seen bigint) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH me AS MATERIALIZED (
    SELECT a.practice, a.employer_corporate_number, a.name_key, grant_person_key(a.representative_name) AS representative,
           g.id AS agent, grant_person_key(g.name) AS agent_name,
           (SELECT (max(d.decided_at) AT TIME ZONE 'Asia/Tokyo')::date FROM decisions d
             WHERE d.application = a.id AND d.status = 'live') AS decided_on,
           coalesce((SELECT s.seen FROM judged_bars s WHERE s.judgement = last.id), 0) AS judged,
           (last.judged_at AT TIME ZONE 'Asia/Tokyo')::date AS judged_on
      FROM applications a
      LEFT JOIN LATERAL (SELECT j.id, j.judged_at FROM judgements j WHERE j.application = a.id
                          ORDER BY j.number DESC LIMIT 1) last ON true
      LEFT JOIN postal_agents p ON p.application = a.id
      LEFT JOIN agents g ON g.id = p.agent OR g.account = a.agent
     WHERE a.id = of_case)
  SELECT DISTINCT b.id, last.seq FROM me JOIN bars b ON b.practice = me.practice
    CROSS JOIN LATERAL (SELECT max(c.seq) AS seq FROM bar_changes c WHERE c.bar = b.id) last
   WHERE b.starts_on <= grant_today()
     -- A judgement finds bars in force on its day only; one that begins later was not looked at by it.
     AND last.seq > greatest(CASE WHEN b.starts_on <= me.judged_on THEN me.judged ELSE 0 END,
                             (SELECT max(l.seen) FROM late_looks l WHERE l.application = of_case AND l.bar = b.id))
     AND (me.decided_on IS NULL OR b.until_on >= me.decided_on)
     AND CASE b.kind
       WHEN 'employer' THEN b.corporate_number = me.employer_corporate_number
         OR (b.corporate_number IS NULL OR me.employer_corporate_number IS NULL) AND b.name_key = me.name_key
       WHEN 'representative' THEN b.name_key = me.representative
       ELSE b.agent = me.agent OR b.name_key = me.agent_name END
$$;

-- Awards of earlier years that are or may be its employer's, of which neither the judgement nor anybody since has known, with
-- the moment of the news in microseconds: when the row was matched, when it was said to be this employer's. A row that was
-- found to be another's, or went from its list, says nothing.
CREATE FUNCTION grant_late_awards(of_case uuid) RETURNS TABLE (list_match uuid, seen bigint) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH me AS MATERIALIZED (
    SELECT a.employer, coalesce((SELECT j.judged_at FROM judgements j WHERE j.application = a.id
                                  ORDER BY j.number DESC LIMIT 1), '-infinity') AS judged_at
      FROM applications a WHERE a.id = of_case)
  SELECT m.id, news.seen FROM me JOIN list_matches m ON m.employer = me.employer
    CROSS JOIN LATERAL (SELECT CASE m.state WHEN 'match' THEN greatest(m.found_at, m.decided_at) ELSE m.found_at END AS at) last
    CROSS JOIN LATERAL (SELECT (extract(epoch FROM last.at) * 1000000)::bigint AS seen) news
   WHERE m.prior_award IS NOT NULL AND m.state <> 'no_match' AND grant_match_stands(m)
     AND (last.at > me.judged_at OR NOT grant_match_stands(m, me.judged_at))
     AND NOT EXISTS (SELECT FROM late_looks l WHERE l.application = of_case AND l.list_match = m.id AND l.seen >= news.seen
                        AND grant_match_stands(m, l.looked_at))
$$;

-- What keeps the money of a case back that was found after its decision: null where nothing does. A judgement that the
-- decision rests on is none, also while the set is open again for another case.
CREATE FUNCTION grant_late_doubt(of_case uuid) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT CASE
    WHEN EXISTS (SELECT FROM duplicate_members m JOIN duplicate_sets s ON s.id = m.duplicate_set
                  WHERE m.application = of_case AND s.state = 'open' AND NOT grant_rests_on(m)) THEN 'duplicate_open'
    WHEN EXISTS (SELECT FROM duplicate_members m WHERE m.application = of_case AND m.verdict = 'duplicate') THEN 'duplicate_found'
    WHEN EXISTS (SELECT FROM grant_late_bars(of_case)) THEN 'bar'
    WHEN EXISTS (SELECT FROM grant_late_awards(of_case)) THEN 'award' END
$$;

-- 決定の後の事実の確認: of a bar or an award that keeps this case back, as it stands now, by an approver or a manager, with a reason.
CREATE FUNCTION grant_look_at_late() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.looked_by := grant_require('approver', 'manager');
  NEW.looked_at := grant_moment();
  IF coalesce(btrim(NEW.reason), '') = '' THEN PERFORM grant_refuse('late_look_reason', NEW.application::text); END IF;
  PERFORM FROM applications a WHERE a.id = NEW.application FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM payments p WHERE p.application = NEW.application AND p.state IN ('prepared', 'sealed')
                AND p.prepared_by = NEW.looked_by) THEN
    PERFORM grant_refuse('same_person', 'payments / late_looks');
  END IF;
  IF num_nonnulls(NEW.bar, NEW.list_match) <> 1
     OR NOT EXISTS (SELECT FROM grant_late_bars(NEW.application) b WHERE b.bar = NEW.bar AND b.seen = NEW.seen)
        AND NOT EXISTS (SELECT FROM grant_late_awards(NEW.application) w
                         WHERE w.list_match = NEW.list_match AND w.seen = NEW.seen) THEN
    PERFORM grant_refuse('late_look_stale', NEW.application::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_look_at_late BEFORE INSERT ON late_looks FOR EACH ROW EXECUTE FUNCTION grant_look_at_late();
-- A match is of the side of its employer. Replaces a function of one-side.sql.
CREATE OR REPLACE FUNCTION grant_side_of(target text, key text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  side boolean;
  above constant jsonb := '{"attachments": ["application", "applications"], "bank_accounts": ["application", "applications"],
    "corrections": ["application", "applications"], "decisions": ["application", "applications"],
    "judgements": ["application", "applications"], "letters": ["application", "applications"],
    "mailings": ["application", "applications"], "obligations": ["application", "applications"],
    "payments": ["application", "applications"], "correction_items": ["correction", "corrections"],
    "mandates": ["employer", "employers"], "list_matches": ["employer", "employers"],
    "programme_versions": ["programme", "programmes"]}';
  parent text;
BEGIN
  IF above ? target THEN
    EXECUTE format('SELECT %I::text FROM %I WHERE id = %L', above -> target ->> 0, target, key) INTO parent;
    RETURN CASE WHEN parent IS NOT NULL THEN grant_side_of(above -> target ->> 1, parent) END;
  END IF;
  EXECUTE format('SELECT practice FROM %I WHERE id = %L', target, key) INTO side;
  RETURN side;
END $$;
CREATE TRIGGER grant_same_side AFTER INSERT ON late_looks
  FOR EACH ROW EXECUTE FUNCTION grant_same_side('application:applications', 'bar:bars', 'list_match:list_matches');

-- 支払の凍結: at the preparation, at the seal, and before the file leaves the office. A result of the bank is recorded all
-- the same. Whoever said that it does not matter prepares no payment on it.
CREATE FUNCTION grant_refuse_late(of_case uuid) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  late text := grant_late_doubt(of_case);
BEGIN
  IF late = 'duplicate_open' THEN PERFORM grant_refuse('late_duplicate_open', of_case::text); END IF;
  IF late = 'duplicate_found' THEN PERFORM grant_refuse('late_duplicate_found', of_case::text); END IF;
  IF late = 'bar' THEN PERFORM grant_refuse('late_bar', of_case::text); END IF;
  IF late = 'award' THEN PERFORM grant_refuse('late_award', of_case::text); END IF;
END $$;

CREATE OR REPLACE FUNCTION grant_freeze_payment() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.state = 'sealed' AND OLD.state = 'prepared' THEN
    IF grant_doubt_stands(NEW.application) THEN PERFORM grant_refuse('doubt_open', 'payment'); END IF;
    PERFORM grant_refuse_late(NEW.application);
  END IF;
  -- Who exchanges the account of a payment prepares it anew.
  IF (TG_OP = 'INSERT' OR NEW.prepared_by IS DISTINCT FROM OLD.prepared_by)
     AND EXISTS (SELECT FROM late_looks l WHERE l.application = NEW.application AND l.looked_by = NEW.prepared_by) THEN
    PERFORM grant_refuse('same_person', 'late_looks / payments');
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_hand_out_file() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT a.id FROM applications a JOIN payments p ON p.application = a.id
              WHERE p.payment_batch::text = NEW.target_id::text AND p.state = 'sealed' ORDER BY a.id FOR SHARE OF a LOOP
    IF grant_doubt_stands(one) THEN PERFORM grant_refuse('doubt_open', 'file'); END IF;
    PERFORM grant_refuse_late(one);
  END LOOP;
  RETURN NEW;
END $$;
