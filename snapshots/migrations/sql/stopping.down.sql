-- Takes stopping.sql back.
DELETE FROM money_moves WHERE act = 'stop';

CREATE OR REPLACE FUNCTION grant_move_money(of_subject text, from_state text, to_state text) RETURNS uuid LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM money_moves m WHERE m.subject = of_subject AND m.act = grant_setting('money')
       AND m.from_state = grant_move_money.from_state AND m.to_state = grant_move_money.to_state
  ) THEN
    PERFORM grant_refuse('money_fenced', of_subject || ' ' || from_state || ' -> ' || to_state);
  END IF;
  RETURN grant_require('payment_clerk');
END $$;

CREATE OR REPLACE FUNCTION grant_move_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  way lifecycle_transitions;
BEGIN
  IF NEW.state IS NOT DISTINCT FROM OLD.state THEN
    IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
      PERFORM grant_refuse('stale_version', OLD.version::text);
    END IF;
    -- An event that leaves the case where it is needs its row of the table like any other.
    IF grant_setting('event') = 'change_account' THEN PERFORM grant_way(OLD.state, NEW.state); END IF;
    NEW.suspended_from := OLD.suspended_from;
    NEW.state_since := OLD.state_since;
    RETURN NEW;
  END IF;
  way := grant_way(OLD.state, NEW.state);
  PERFORM grant_two_people(OLD.id, way.event, grant_actor());
  IF NEW.version IS DISTINCT FROM OLD.version + 1 THEN PERFORM grant_refuse('stale_version', OLD.version::text); END IF;
  IF way.event = 'release' AND NEW.state IS DISTINCT FROM OLD.suspended_from THEN
    PERFORM grant_refuse('illegal_transition', 'a released case returns to ' || OLD.suspended_from);
  END IF;
  NEW.suspended_from := CASE WHEN NEW.state = 'suspended' THEN OLD.state END;
  NEW.state_since := now();
  NEW.waiting_for := coalesce(way.waiting_for, NEW.waiting_for);
  IF way.event = 'recommend' THEN
    NEW.recommended_by := grant_actor();
    NEW.recommended_at := now();
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_decision() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'status' = to_jsonb(OLD) - 'status' THEN
    IF NEW.status = OLD.status THEN RETURN NEW; END IF;
    IF NEW.status = 'cancelled' AND grant_setting('event') IN ('cancel', 'claim_repayment') THEN
      PERFORM grant_require('approver');
      RETURN NEW;
    END IF;
    PERFORM grant_refuse('state_fenced', 'decisions.status');
  END IF;
  PERFORM grant_refuse('append_only', 'decisions');
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION grant_agree_case() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  now_in text := grant_state_of(NEW.id);
  there boolean;
BEGIN
  there := CASE now_in
    WHEN 'granted' THEN EXISTS (SELECT FROM decisions d
      WHERE d.application = NEW.id AND d.status = 'live' AND d.kind = 'grant')
    WHEN 'refused' THEN EXISTS (SELECT FROM decisions d
      WHERE d.application = NEW.id AND d.status = 'live' AND d.kind = 'refuse')
    WHEN 'payable' THEN EXISTS (SELECT FROM obligations o WHERE o.application = NEW.id AND o.status = 'open')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'in_batch' THEN EXISTS (SELECT FROM payments p
      WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'account_correction' THEN EXISTS (SELECT FROM payments p
      WHERE p.application = NEW.id AND p.state = 'failed')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'paid' THEN EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state = 'paid')
      AND NOT EXISTS (SELECT FROM payments p WHERE p.application = NEW.id AND p.state IN ('prepared', 'sealed'))
    WHEN 'cancelled' THEN NOT EXISTS (SELECT FROM decisions d WHERE d.application = NEW.id AND d.status = 'live')
      AND NOT EXISTS (SELECT FROM obligations o WHERE o.application = NEW.id AND o.status = 'open')
    ELSE true
  END;
  IF NOT there THEN PERFORM grant_refuse('evidence_missing', 'a case may not rest in ' || now_in); END IF;
  RETURN NULL;
END $$;
