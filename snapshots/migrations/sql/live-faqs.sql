-- A published text stays before the public until the revision of it is published or the manager takes it down: what is
-- public is the publication that has not ended, whatever happens to the text in hand. faqs.live_version says which one.
CREATE OR REPLACE FUNCTION grant_keep_faq() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  rewritten boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('draft', 'in_review') THEN PERFORM grant_refuse('faq_unapproved', NEW.id::text); END IF;
    NEW.version := 1;
    NEW.live_version := NULL;
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
    OR (OLD.state = 'in_review' AND NEW.state = 'draft')
    -- A revision is a version of its own from its first day, so that the approval of the public one is none of it.
    OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'retired')) THEN
    NEW.version := OLD.version + 1;
  END IF;
  IF NEW.state IN ('approved', 'published') AND NOT grant_faq_approved(NEW) THEN
    PERFORM grant_refuse('faq_unapproved', NEW.id::text);
  END IF;
  NEW.published_at := CASE
    WHEN NEW.state <> 'published' THEN OLD.published_at
    WHEN OLD.state = 'published' THEN OLD.published_at
    ELSE now() END;
  NEW.live_version := CASE NEW.state
    WHEN 'published' THEN NEW.version
    WHEN 'retired' THEN NULL
    ELSE OLD.live_version END;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_publication() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state IN ('published', 'retired') AND OLD.state <> NEW.state THEN
    UPDATE faq_publications SET retired_at = clock_timestamp() WHERE faq = NEW.id AND retired_at IS NULL;
  END IF;
  IF NEW.state = 'published' AND OLD.state <> 'published' THEN
    INSERT INTO faq_publications (id, faq, version, category, question, answer, published_at)
    VALUES (gen_random_uuid(), NEW.id, NEW.version, NEW.category, NEW.question, NEW.answer, clock_timestamp());
  END IF;
  RETURN NULL;
END $$;

-- The trigger keeps the number; what is public already gets its own by touching it.
UPDATE faqs SET live_version = version WHERE state = 'published';
