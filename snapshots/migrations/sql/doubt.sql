-- 不正疑義・重複・支給停止 (仕様書 本文4(2)ウ・ク): while it is doubted that a case is honest or the only one of its kind, nothing
-- is decided and nothing is paid, whatever door is tried. A suspicion ends by two people, neither of whom raised it.

-- Open until two people have closed it; confirmed fraud stands for good.
CREATE FUNCTION grant_doubt_open(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM suspicions s WHERE s.application = of_case AND s.state IN ('raised', 'reported'))
$$;
CREATE FUNCTION grant_doubt_stands(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM suspicions s WHERE s.application = of_case AND s.state IN ('raised', 'reported', 'confirmed'))
$$;

-- The case is locked for the moment, so that a decision or a payment running at the same time sees the suspicion or waits.
CREATE FUNCTION grant_make_suspicion() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.raised_by := grant_require('reception', 'reviewer', 'approver', 'payment_clerk', 'manager');
  NEW.raised_at := now();
  IF NEW.state <> 'raised' OR num_nonnulls(NEW.proposed_by, NEW.proposed_at, NEW.proposed_outcome, NEW.closed_by,
       NEW.closed_at, NEW.outcome, NEW.reported_at) > 0 THEN
    PERFORM grant_refuse('doubt_fenced', 'a suspicion begins open');
  END IF;
  PERFORM FROM applications a WHERE a.id = NEW.application FOR NO KEY UPDATE;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_suspicion BEFORE INSERT ON suspicions FOR EACH ROW EXECUTE FUNCTION grant_make_suspicion();

CREATE FUNCTION grant_keep_suspicion() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid := grant_actor();
  told text[] := '{state,reported_at,reported_to,prefecture_answer}';
  proposed text[] := '{proposed_outcome,proposed_reason,proposed_by,proposed_at}';
  closed text[] := '{state,outcome,closed_by,closed_at}';
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'suspicions'); END IF;
  IF OLD.state IN ('cleared', 'confirmed') THEN PERFORM grant_refuse('doubt_fenced', 'a closed suspicion'); END IF;
  -- 県への報告 and the answer: by the job that sends the notice, or by whoever notes what the prefecture said.
  IF NEW.state IN (OLD.state, 'reported') AND to_jsonb(NEW) - told = to_jsonb(OLD) - told THEN
    IF NEW.state <> OLD.state AND NEW.reported_at IS NULL THEN PERFORM grant_refuse('doubt_fenced', 'reported'); END IF;
    RETURN NEW;
  END IF;
  -- 解除の提案, again and again until somebody else agrees.
  IF to_jsonb(NEW) - proposed = to_jsonb(OLD) - proposed THEN
    actor := grant_require('reviewer', 'approver', 'manager');
    IF actor = OLD.raised_by THEN PERFORM grant_refuse('same_person', 'raised / proposed'); END IF;
    IF NEW.proposed_outcome NOT IN ('cleared', 'confirmed') OR coalesce(btrim(NEW.proposed_reason), '') = '' THEN
      PERFORM grant_refuse('doubt_fenced', 'a proposal names its outcome and its reason');
    END IF;
    NEW.proposed_by := actor;
    NEW.proposed_at := now();
    RETURN NEW;
  END IF;
  -- 終結: exactly what was proposed, by a third person.
  IF to_jsonb(NEW) - closed = to_jsonb(OLD) - closed AND NEW.state = OLD.proposed_outcome THEN
    actor := grant_require('approver', 'manager');
    IF actor IN (OLD.raised_by, OLD.proposed_by) THEN PERFORM grant_refuse('same_person', 'raised / proposed / closed'); END IF;
    NEW.closed_by := actor;
    NEW.closed_at := now();
    RETURN NEW;
  END IF;
  PERFORM grant_refuse('doubt_fenced', 'suspicions');
  RETURN NULL;
END $$;
CREATE TRIGGER grant_keep_suspicion BEFORE UPDATE OR DELETE ON suspicions
  FOR EACH ROW EXECUTE FUNCTION grant_keep_suspicion();
CREATE TRIGGER grant_no_truncate BEFORE TRUNCATE ON suspicions
  FOR EACH STATEMENT EXECUTE FUNCTION grant_no_truncate();

-- Named to run after grant_move_case, which knows the ways, and before the content is looked at.
CREATE FUNCTION grant_move_doubted() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  act text := coalesce(grant_setting('event'), '');
BEGIN
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN
    IF act = 'propose_release' THEN
      PERFORM grant_way(OLD.state, NEW.state);
      PERFORM grant_two_people(OLD.id, act, grant_actor());
      IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
    END IF;
    RETURN NEW;
  END IF;
  -- A correction under way ends with the suspension, as the domain says (returnStateOf).
  IF NEW.state = 'suspended' AND OLD.state = 'correction_requested' THEN NEW.suspended_from := 'in_review'; END IF;
  IF act = 'withdraw' AND OLD.state = 'suspended'
     AND OLD.suspended_from NOT IN ('submitted', 'in_review', 'correction_requested', 'recommended') THEN
    PERFORM grant_refuse('illegal_transition', 'withdraw from ' || OLD.suspended_from);
  END IF;
  IF act = 'release' THEN
    IF 'propose_release' IS DISTINCT FROM (
         SELECT e.event FROM case_events e WHERE e.application = OLD.id AND e.event IN ('suspend', 'propose_release')
          ORDER BY e.seq DESC LIMIT 1) THEN
      PERFORM grant_refuse('release_unproposed', OLD.id::text);
    END IF;
    IF grant_doubt_open(OLD.id) THEN PERFORM grant_refuse('doubt_open', 'release'); END IF;
  END IF;
  IF act IN ('grant', 'approve_top_up', 'post_notice', 'batch') AND grant_doubt_stands(OLD.id) OR act = 'refuse' AND grant_doubt_open(OLD.id) THEN
    PERFORM grant_refuse('doubt_open', act);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_move_doubted BEFORE UPDATE ON applications FOR EACH ROW EXECUTE FUNCTION grant_move_doubted();

-- The proposal leaves the case where it is and stands in its history like any other event.
CREATE FUNCTION grant_record_proposal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO case_events (application, event, from_state, to_state, actor, duty, reason, facts)
  VALUES (NEW.id, 'propose_release', OLD.state, NEW.state, grant_actor(), grant_setting('duty'), grant_setting('reason'),
          grant_setting('facts')::json);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_record_proposal AFTER UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = NEW.state AND current_setting('grant.event', true) = 'propose_release')
  EXECUTE FUNCTION grant_record_proposal();

-- 支払の凍結: money that is already in a batch does not leave it while there is a doubt. A result of the bank is recorded
-- all the same: what has happened has happened.
CREATE FUNCTION grant_freeze_payment() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF (TG_OP = 'INSERT' OR NEW.state = 'sealed' AND OLD.state = 'prepared') AND grant_doubt_stands(NEW.application) THEN
    PERFORM grant_refuse('doubt_open', 'payment');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_zfreeze_payment BEFORE INSERT OR UPDATE ON payments
  FOR EACH ROW EXECUTE FUNCTION grant_freeze_payment();

-- 重複: a set is closed by a judgement of each of its cases, with the reason and by a person; it is not taken back.
CREATE FUNCTION grant_keep_duplicate_set() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'open' THEN PERFORM grant_refuse('append_only', 'duplicate_sets'); END IF;
  IF NEW.state <> 'open' THEN
    PERFORM grant_require('reviewer', 'approver', 'manager');
    IF EXISTS (SELECT FROM duplicate_members m WHERE m.duplicate_set = NEW.id AND m.verdict IS NULL) THEN
      PERFORM grant_refuse('duplicate_unjudged', NEW.id::text);
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_duplicate_set BEFORE UPDATE OR DELETE ON duplicate_sets
  FOR EACH ROW EXECUTE FUNCTION grant_keep_duplicate_set();
CREATE FUNCTION grant_keep_duplicate_member() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  set_state text;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'duplicate_members'); END IF;
  SELECT s.state INTO set_state FROM duplicate_sets s WHERE s.id = NEW.duplicate_set FOR NO KEY UPDATE;
  IF set_state IS DISTINCT FROM 'open'
     OR TG_OP = 'UPDATE' AND (NEW.duplicate_set, NEW.application) IS DISTINCT FROM (OLD.duplicate_set, OLD.application) THEN
    PERFORM grant_refuse('append_only', 'duplicate_members');
  END IF;
  IF NEW.verdict IS NOT NULL THEN
    NEW.decided_by := grant_require('reviewer', 'approver', 'manager');
    NEW.decided_at := now();
    IF coalesce(btrim(NEW.reason), '') = '' OR NEW.verdict NOT IN ('valid', 'duplicate', 'different') THEN
      PERFORM grant_refuse('duplicate_unjudged', 'a judgement names its reason');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_duplicate_member BEFORE INSERT OR UPDATE OR DELETE ON duplicate_members
  FOR EACH ROW EXECUTE FUNCTION grant_keep_duplicate_member();
CREATE UNIQUE INDEX grant_one_member ON duplicate_members (duplicate_set, application);

-- 支給停止 on a day: what the database can know for certain, by number or by record. A like name is for a person to judge.
CREATE FUNCTION grant_barred(of_case applications, on_day date) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM bars b
     WHERE b.practice = of_case.practice AND on_day BETWEEN b.starts_on AND b.until_on
       AND (b.kind = 'employer' AND b.corporate_number = of_case.employer_corporate_number
         OR b.kind = 'agent' AND b.agent = (SELECT g.id FROM agents g WHERE g.account = of_case.agent)))
$$;
ALTER TABLE bars
  ADD CONSTRAINT grant_bar_dates CHECK (until_on >= starts_on),
  ADD CONSTRAINT grant_bar_agent CHECK (kind <> 'agent' OR agent IS NOT NULL);
CREATE FUNCTION grant_keep_bar() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'bars'); END IF;
  IF NEW.practice IS DISTINCT FROM OLD.practice THEN PERFORM grant_refuse('practice_mixed', 'bars'); END IF;
  RETURN NEW;
END $$;
-- A bar ends by its last day, which may be moved; it is never taken off the list.
CREATE TRIGGER grant_append_only BEFORE UPDATE OR DELETE ON bars FOR EACH ROW EXECUTE FUNCTION grant_keep_bar();

CREATE FUNCTION grant_decide_undoubted() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_case applications;
BEGIN
  SELECT * INTO of_case FROM applications a WHERE a.id = NEW.application;
  IF EXISTS (SELECT FROM duplicate_members m JOIN duplicate_sets s ON s.id = m.duplicate_set
              WHERE m.application = NEW.application AND s.state = 'open') THEN
    PERFORM grant_refuse('duplicate_open', NEW.application::text);
  END IF;
  IF NEW.kind <> 'refuse' THEN
    IF EXISTS (SELECT FROM duplicate_members m WHERE m.application = NEW.application AND m.verdict = 'duplicate') THEN
      PERFORM grant_refuse('duplicate_found', NEW.application::text);
    END IF;
    IF grant_doubt_stands(NEW.application) THEN PERFORM grant_refuse('doubt_open', 'decision'); END IF;
    IF grant_barred(of_case, coalesce(grant_setting('today')::date, current_date)) THEN
      PERFORM grant_refuse('barred', NEW.application::text);
    END IF;
  ELSIF grant_doubt_open(NEW.application) THEN
    PERFORM grant_refuse('doubt_open', 'decision');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_decide_undoubted BEFORE INSERT ON decisions
  FOR EACH ROW EXECUTE FUNCTION grant_decide_undoubted();

-- 名簿: one row of a list is taken in once, and one row is compared with one employer once.
CREATE UNIQUE INDEX grant_one_award_row ON prior_awards (row_hash, practice) WHERE row_hash IS NOT NULL;
CREATE UNIQUE INDEX grant_one_supporter_row ON supporter_members (row_hash, practice) WHERE row_hash IS NOT NULL;
CREATE UNIQUE INDEX grant_one_award_match ON list_matches (prior_award, employer) WHERE prior_award IS NOT NULL;
CREATE UNIQUE INDEX grant_one_supporter_match ON list_matches (supporter_member, employer) WHERE supporter_member IS NOT NULL;
ALTER TABLE list_matches ADD CONSTRAINT grant_match_row CHECK (
  num_nonnulls(prior_award, supporter_member) = 1 AND (state IN ('open', 'match') OR decided_by IS NOT NULL));
CREATE INDEX grant_award_names ON prior_awards USING gin (lower(name_key) gin_trgm_ops);
CREATE INDEX grant_supporter_names ON supporter_members USING gin (lower(name_key) gin_trgm_ops);
CREATE INDEX grant_employer_names ON employers USING gin (lower(name_key) gin_trgm_ops);

-- 書類の画像と作成情報, for comparison only. print: 64 bits of one page (dHash); near ones share one of four quarters when
-- three bits at most differ.
CREATE TABLE page_prints (
  attachment uuid NOT NULL REFERENCES attachments (id) ON DELETE CASCADE, page integer NOT NULL, print bit(64) NOT NULL,
  PRIMARY KEY (attachment, page)
);
CREATE INDEX grant_print_1 ON page_prints ((substring(print FROM 1 FOR 16)));
CREATE INDEX grant_print_2 ON page_prints ((substring(print FROM 17 FOR 16)));
CREATE INDEX grant_print_3 ON page_prints ((substring(print FROM 33 FOR 16)));
CREATE INDEX grant_print_4 ON page_prints ((substring(print FROM 49 FOR 16)));
-- Cases that hold a page like one of this case, in another file. A page that very many cases hold is a printed form.
CREATE FUNCTION grant_same_pages(probe uuid, distance integer, most integer) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH near AS (
    SELECT DISTINCT mine.attachment, mine.page, x.application
      FROM attachments y
      JOIN page_prints mine ON mine.attachment = y.id
      JOIN page_prints theirs ON theirs.attachment <> mine.attachment
       AND (substring(theirs.print FROM 1 FOR 16) = substring(mine.print FROM 1 FOR 16)
         OR substring(theirs.print FROM 17 FOR 16) = substring(mine.print FROM 17 FOR 16)
         OR substring(theirs.print FROM 33 FOR 16) = substring(mine.print FROM 33 FOR 16)
         OR substring(theirs.print FROM 49 FOR 16) = substring(mine.print FROM 49 FOR 16))
       AND bit_count(theirs.print # mine.print) <= distance
      JOIN attachments x ON x.id = theirs.attachment AND x.application <> probe AND x.status = 'received'
       AND x.sha256 <> y.sha256
     WHERE y.application = probe AND y.status = 'received'),
  copied AS (
    SELECT attachment, page FROM near GROUP BY attachment, page HAVING count(DISTINCT application) <= most)
  SELECT DISTINCT application FROM near JOIN copied USING (attachment, page)
$$;
CREATE TABLE paper_traits (
  attachment uuid PRIMARY KEY REFERENCES attachments (id) ON DELETE CASCADE, made_on date, changed_on date
);
CREATE INDEX grant_same_file_hash ON attachments (sha256, application);
CREATE UNIQUE INDEX grant_one_signal ON signals (application, code);
