-- Back to: what is revised is off the site. A text whose revision is under way goes off with it, as before; one whose
-- revision was dropped has a number that was never approved, and takes that of its publication.
ALTER TABLE faqs DISABLE TRIGGER grant_keep_faq;
UPDATE faqs SET version = live_version WHERE state = 'published';
ALTER TABLE faqs ENABLE TRIGGER grant_keep_faq;
UPDATE faqs SET state = 'retired' WHERE live_version IS NOT NULL AND state <> 'published';
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

CREATE OR REPLACE FUNCTION grant_keep_publication() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state = 'published' AND NEW.state <> 'published' THEN
    UPDATE faq_publications SET retired_at = clock_timestamp() WHERE faq = NEW.id AND retired_at IS NULL;
  ELSIF OLD.state <> 'published' AND NEW.state = 'published' THEN
    INSERT INTO faq_publications (id, faq, version, category, question, answer, published_at)
    VALUES (gen_random_uuid(), NEW.id, NEW.version, NEW.category, NEW.question, NEW.answer, clock_timestamp());
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION grant_plan_faq_review() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'published' AND OLD.state <> 'published'
    AND (NEW.review_on IS NULL OR NEW.review_on <= grant_desk_day()) THEN
    NEW.review_on := (grant_desk_day() + interval '6 months')::date;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_faq_review() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  shown faqs;
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM grant_refuse('append_only', 'faq_reviews'); END IF;
  SELECT * INTO shown FROM faqs WHERE id = NEW.faq FOR UPDATE;
  IF shown.id IS NULL OR shown.version IS DISTINCT FROM NEW.version OR NEW.reviewer IS NULL
    OR NOT EXISTS (SELECT FROM grant_duties(NEW.reviewer) d WHERE d = 'official')
    OR (NEW.verdict IN ('approved', 'revise') AND shown.state <> 'in_review') THEN
    PERFORM grant_refuse('faq_review', NEW.faq::text);
  END IF;
  NEW.question_snapshot := shown.question;
  NEW.answer_snapshot := shown.answer;
  NEW.reviewed_at := clock_timestamp();
  RETURN NEW;
END $$;
