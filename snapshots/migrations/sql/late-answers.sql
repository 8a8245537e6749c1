-- 県の指示 (仕様書 本文4(2)ク): it stands below the earlier one, also when the investigation has ended.
CREATE OR REPLACE FUNCTION grant_keep_suspicion() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  actor uuid := grant_actor();
  told text[] := '{state,reported_at,reported_to,prefecture_answer}';
  proposed text[] := '{proposed_outcome,proposed_reason,proposed_by,proposed_at}';
  closed text[] := '{state,outcome,closed_by,closed_at}';
  ended text[] := proposed || closed;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM grant_refuse('append_only', 'suspicions'); END IF;
  -- 再調査: what was confirmed by mistake is open again, as it was before it was proposed; the history keeps what it said.
  IF OLD.state = 'confirmed' AND NEW.state = (CASE WHEN OLD.reported_at IS NULL THEN 'raised' ELSE 'reported' END)
     AND to_jsonb(NEW) - ended = to_jsonb(OLD) - ended THEN
    actor := grant_require('approver', 'manager');
    IF coalesce(btrim(grant_setting('reason')), '') = '' THEN PERFORM grant_refuse('reopening_reason', OLD.id::text); END IF;
    IF actor IN (OLD.proposed_by, OLD.closed_by) THEN PERFORM grant_refuse('same_person', 'closed / reopened'); END IF;
    IF num_nonnulls(NEW.proposed_outcome, NEW.proposed_reason, NEW.proposed_by, NEW.proposed_at, NEW.outcome,
         NEW.closed_by, NEW.closed_at) > 0 THEN
      PERFORM grant_refuse('doubt_fenced', 'a suspicion opens again without its outcome');
    END IF;
    PERFORM FROM applications a WHERE a.id = OLD.application FOR NO KEY UPDATE;
    RETURN NEW;
  END IF;
  -- An instruction may come after the investigation: to claim the money back, or to tell somebody else.
  IF OLD.state IN ('cleared', 'confirmed') AND to_jsonb(NEW) - 'prefecture_answer' = to_jsonb(OLD) - 'prefecture_answer' THEN
    PERFORM grant_require('reviewer', 'approver', 'manager');
    IF NOT starts_with(coalesce(NEW.prefecture_answer, ''), coalesce(OLD.prefecture_answer, '')) THEN
      PERFORM grant_refuse('append_only', 'suspicions.prefecture_answer');
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state IN ('cleared', 'confirmed') THEN PERFORM grant_refuse('doubt_fenced', 'a closed suspicion'); END IF;
  -- 県への報告 and the answer: by the job that sends the notice, or by whoever notes what the prefecture said.
  IF NEW.state IN (OLD.state, 'reported') AND to_jsonb(NEW) - told = to_jsonb(OLD) - told THEN
    IF NEW.state <> OLD.state AND NEW.reported_at IS NULL THEN PERFORM grant_refuse('doubt_fenced', 'reported'); END IF;
    IF NOT starts_with(coalesce(NEW.prefecture_answer, ''), coalesce(OLD.prefecture_answer, '')) THEN
      PERFORM grant_refuse('append_only', 'suspicions.prefecture_answer');
    END IF;
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
    NEW.proposed_at := grant_moment();
    RETURN NEW;
  END IF;
  -- 終結: exactly what was proposed, by a third person.
  IF to_jsonb(NEW) - closed = to_jsonb(OLD) - closed AND NEW.state = OLD.proposed_outcome THEN
    actor := grant_require('approver', 'manager');
    IF actor IN (OLD.raised_by, OLD.proposed_by) THEN PERFORM grant_refuse('same_person', 'raised / proposed / closed'); END IF;
    NEW.closed_by := actor;
    NEW.closed_at := grant_moment();
    RETURN NEW;
  END IF;
  PERFORM grant_refuse('doubt_fenced', 'suspicions');
  RETURN NULL;
END $$;
