-- 複数人の確認 (仕様書 本文4(3)イ): which of several earlier acts count. Whoever ever wrote in a case, also at the desk for the
-- applicant, decides nothing of it; a decision that was taken back obliges nobody any more. Replaces a function of
-- lifecycle.sql.

-- 'ever', 'last', or 'standing': the last unless it was taken back since. From the table of the domain, like the pairs.
ALTER TABLE lifecycle_four_eyes ADD COLUMN counts text NOT NULL DEFAULT 'last'
  CONSTRAINT grant_eyes_count CHECK (counts IN ('ever', 'last', 'standing'));

CREATE OR REPLACE FUNCTION grant_two_people(of_case uuid, act text, actor uuid) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  earlier text;
BEGIN
  SELECT eyes.earlier_event INTO earlier
    FROM lifecycle_four_eyes eyes
    JOIN case_events done ON done.application = of_case AND done.event = eyes.earlier_event
   WHERE eyes.event = act AND done.actor = grant_two_people.actor
     AND (eyes.counts = 'ever' OR NOT EXISTS (
       SELECT FROM case_events since
        WHERE since.application = of_case AND since.seq > done.seq
          AND (since.event = done.event OR eyes.counts = 'standing' AND since.event = 'revise_decision')))
   LIMIT 1;
  IF FOUND THEN PERFORM grant_refuse('same_person', earlier || ' / ' || act); END IF;
END $$;

-- 口座の変更 leaves the case where it is, where grant_move_case asks for no second person.
CREATE FUNCTION grant_account_by_another() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM grant_two_people(OLD.id, 'change_account', grant_actor());
  RETURN NEW;
END $$;
CREATE TRIGGER grant_zaccount_by_another BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = NEW.state AND current_setting('grant.event', true) = 'change_account')
  EXECUTE FUNCTION grant_account_by_another();
