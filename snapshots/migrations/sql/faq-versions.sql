-- The number counts what the prefecture has been shown. A text that lies before an official is another one after a word
-- has changed, and after it was taken back to be written on: who still has the former one open approves that one, which
-- is refused as stale. Before it is laid before anybody a text may be polished freely.
CREATE OR REPLACE FUNCTION grant_keep_faq() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  rewritten boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('draft', 'in_review') THEN PERFORM grant_refuse('faq_unapproved', NEW.id::text); END IF;
    NEW.version := 1;
    NEW.published_at := NULL;
    RETURN NEW;
  END IF;
  rewritten := (NEW.question, NEW.answer, NEW.category) IS DISTINCT FROM (OLD.question, OLD.answer, OLD.category);
  IF rewritten AND OLD.state IN ('approved', 'published', 'retired') THEN
    PERFORM grant_refuse('faq_fixed', OLD.id::text);
  END IF;
  NEW.version := OLD.version;
  IF (rewritten AND (OLD.state = 'in_review'
      OR EXISTS (SELECT FROM faq_reviews r WHERE r.faq = OLD.id AND r.version = OLD.version)))
    OR (OLD.state = 'in_review' AND NEW.state = 'draft') THEN
    NEW.version := OLD.version + 1;
  END IF;
  IF NEW.state IN ('approved', 'published') AND NOT grant_faq_approved(NEW) THEN
    PERFORM grant_refuse('faq_unapproved', NEW.id::text);
  END IF;
  NEW.published_at := CASE
    WHEN NEW.state <> 'published' THEN OLD.published_at
    WHEN OLD.state = 'published' THEN OLD.published_at
    ELSE now() END;
  RETURN NEW;
END $$;
