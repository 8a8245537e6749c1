-- 兆候の確認と疑義の続報 (仕様書 本文4(2)ク): a signal that somebody has looked at and found to be no matter counts no more, until it
-- says something else or a further case joins. What becomes known of a suspicion after it was raised is added to it, and
-- nothing that was written is changed.

CREATE TABLE signal_looks (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), seq bigint GENERATED ALWAYS AS IDENTITY,
  signal uuid NOT NULL REFERENCES signals (id) ON DELETE RESTRICT,
  -- False: no matter. True: it counts again.
  counts boolean NOT NULL, reason text NOT NULL,
  looked_by uuid NOT NULL REFERENCES directus_users (id) ON DELETE RESTRICT, looked_at timestamptz NOT NULL,
  -- The signal as it stood.
  said text NOT NULL, score integer NOT NULL, related jsonb NOT NULL
);
CREATE INDEX grant_signal_looks_of ON signal_looks (signal, seq);
SELECT grant_make_append_only('signal_looks');

-- How many cases the office has altogether says nothing of one agent.
CREATE FUNCTION grant_signal_basis(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
SET search_path = pg_catalog, pg_temp AS $$ SELECT regexp_replace(said, '、全体[0-9]+件', '') $$;

CREATE FUNCTION grant_signal_counts(of_signal signals) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce((
    SELECT l.counts OR NOT (grant_signal_basis(l.said) = grant_signal_basis(of_signal.reason) AND of_signal.score <= l.score
          -- As many cases, but not the same ones, are others to look at.
          AND coalesce(of_signal.related::jsonb, '[]') <@ l.related
        -- A case that goes leaves less to look at than there was.
        OR jsonb_array_length(of_signal.related::jsonb) > 0 AND of_signal.related::jsonb <@ l.related AND of_signal.score < l.score)
      FROM signal_looks l WHERE l.signal = of_signal.id ORDER BY l.seq DESC LIMIT 1), true)
$$;

CREATE FUNCTION grant_look_at_signal() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_signal signals;
BEGIN
  NEW.looked_by := grant_require('reviewer', 'approver', 'manager');
  NEW.looked_at := grant_moment();
  IF coalesce(btrim(NEW.reason), '') = '' THEN PERFORM grant_refuse('signal_look_reason', NEW.signal::text); END IF;
  SELECT * INTO of_signal FROM signals s WHERE s.id = NEW.signal FOR NO KEY UPDATE;
  IF NOT coalesce(of_signal.active, false) OR NEW.said IS DISTINCT FROM of_signal.reason
     OR NEW.counts = grant_signal_counts(of_signal) THEN
    PERFORM grant_refuse('signal_look_stale', NEW.signal::text);
  END IF;
  NEW.score := of_signal.score;
  NEW.related := of_signal.related::jsonb;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_look_at_signal BEFORE INSERT ON signal_looks FOR EACH ROW EXECUTE FUNCTION grant_look_at_signal();

-- 疑義の続報: a fact, a call, another case by its receipt number. One that was cleared is over: new facts are a new suspicion.
CREATE TABLE suspicion_notes (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), seq bigint GENERATED ALWAYS AS IDENTITY,
  suspicion uuid NOT NULL REFERENCES suspicions (id) ON DELETE RESTRICT,
  facts text NOT NULL, other_number text,
  -- Which proposal stood when it was written.
  on_proposal timestamptz,
  noted_by uuid NOT NULL REFERENCES directus_users (id) ON DELETE RESTRICT, noted_at timestamptz NOT NULL
);
CREATE INDEX grant_suspicion_notes_of ON suspicion_notes (suspicion, seq);
SELECT grant_make_append_only('suspicion_notes');

CREATE FUNCTION grant_note_suspicion() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  about suspicions;
BEGIN
  NEW.noted_by := grant_require('reception', 'reviewer', 'approver', 'payment_clerk', 'manager');
  NEW.noted_at := grant_moment();
  IF coalesce(btrim(NEW.facts), '') = '' THEN PERFORM grant_refuse('suspicion_note_empty', NEW.suspicion::text); END IF;
  SELECT * INTO about FROM suspicions s WHERE s.id = NEW.suspicion FOR NO KEY UPDATE;
  IF about.state = 'cleared' THEN PERFORM grant_refuse('suspicion_cleared', NEW.suspicion::text); END IF;
  NEW.on_proposal := about.proposed_at;
  NEW.other_number := nullif(btrim(NEW.other_number), '');
  IF NEW.other_number IS NOT NULL AND NOT EXISTS (
       SELECT FROM applications mine JOIN applications other ON other.practice = mine.practice AND other.id <> mine.id
        WHERE mine.id = about.application AND other.receipt_number = NEW.other_number) THEN
    PERFORM grant_refuse('suspicion_other_unknown', NEW.other_number);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_note_suspicion BEFORE INSERT ON suspicion_notes FOR EACH ROW EXECUTE FUNCTION grant_note_suspicion();

-- What is proposed or ended, is so by somebody whose screen had the last 続報 (`grant.notes_seen`: its number).
CREATE FUNCTION grant_notes_read(of_suspicion uuid) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM suspicion_notes n WHERE n.suspicion = of_suspicion
      AND n.seq > coalesce(grant_setting('notes_seen')::bigint, 0)) THEN
    PERFORM grant_refuse('suspicion_note_unseen', of_suspicion::text);
  END IF;
END $$;

CREATE FUNCTION grant_propose_read() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_notes_read(OLD.id);
  RETURN NEW;
END $$;
-- Named to run after grant_keep_suspicion.
CREATE TRIGGER grant_propose_read BEFORE UPDATE ON suspicions FOR EACH ROW
  WHEN (NEW.proposed_at IS NOT NULL AND (NEW.proposed_outcome, NEW.proposed_reason, NEW.proposed_by, NEW.proposed_at)
    IS DISTINCT FROM (OLD.proposed_outcome, OLD.proposed_reason, OLD.proposed_by, OLD.proposed_at))
  EXECUTE FUNCTION grant_propose_read();

-- 続報 after the proposal: who proposed had not read it, so nobody ends the doubt on that proposal; it is proposed anew.
CREATE FUNCTION grant_end_read() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_notes_read(OLD.id);
  IF EXISTS (SELECT FROM suspicion_notes n WHERE n.suspicion = OLD.id AND n.on_proposal = OLD.proposed_at) THEN
    PERFORM grant_refuse('suspicion_unread', OLD.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_end_read BEFORE UPDATE OF state ON suspicions FOR EACH ROW
  WHEN (NEW.state IN ('cleared', 'confirmed') AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION grant_end_read();
