-- What the public reads (仕様書 本文4(1)キ): a question and its answer are published only as the prefecture approved them,
-- word for word, by whatever door the record is written.

-- The text of this version is approved: the last word of an official on it was 承認, and it stands as it was shown.
CREATE FUNCTION grant_faq_approved(of_faq faqs) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce((
    SELECT r.verdict = 'approved' AND r.question_snapshot = of_faq.question AND r.answer_snapshot = of_faq.answer
      FROM faq_reviews r
     WHERE r.faq = of_faq.id AND r.version = of_faq.version AND r.verdict IN ('approved', 'revise')
     ORDER BY r.reviewed_at DESC, r.id LIMIT 1), false)
$$;

CREATE FUNCTION grant_keep_faq() RETURNS trigger LANGUAGE plpgsql
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
  -- The number counts what the prefecture has been shown; before that a text may be polished freely.
  NEW.version := OLD.version;
  IF rewritten AND EXISTS (SELECT FROM faq_reviews r WHERE r.faq = OLD.id AND r.version = OLD.version) THEN
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
CREATE TRIGGER grant_keep_faq BEFORE INSERT OR UPDATE ON faqs
  FOR EACH ROW EXECUTE FUNCTION grant_keep_faq();

-- A review is the word of an official on the text as it stands, and is never changed.
CREATE FUNCTION grant_keep_faq_review() RETURNS trigger LANGUAGE plpgsql
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
CREATE TRIGGER grant_keep_faq_review BEFORE INSERT OR UPDATE OR DELETE ON faq_reviews
  FOR EACH ROW EXECUTE FUNCTION grant_keep_faq_review();
