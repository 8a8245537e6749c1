-- A published text stays before the public until the revision of it is published or the manager takes it down: what is
-- public is the publication that has not ended, whatever happens to the text in hand. faqs.live_version says which one.
-- A revision that is dropped gives its place back to that publication: the same words, published without a gap. The row
-- goes on with a number of its own, so that nothing an official said of the dropped words counts for a later text.
-- What the prefecture reads is kept beside the words in hand (shown_*): a draft reaches it when it is laid before it.
CREATE OR REPLACE FUNCTION grant_keep_faq() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  rewritten boolean;
  dropped boolean := false;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('draft', 'in_review') THEN PERFORM grant_refuse('faq_unapproved', NEW.id::text); END IF;
    NEW.version := 1;
    NEW.live_version := NULL;
    NEW.published_at := NULL;
    NEW.shown_question := NULL;
    NEW.shown_answer := NULL;
    NEW.shown_category := NULL;
    NEW.shown_basis := NULL;
  ELSE
    IF OLD.live_version IS NOT NULL AND OLD.state IN ('draft', 'in_review') AND NEW.state = 'published' THEN
      dropped := true;
      SELECT p.question, p.answer, p.category, p.basis INTO STRICT NEW.question, NEW.answer, NEW.category, NEW.basis
        FROM faq_publications p WHERE p.faq = OLD.id AND p.retired_at IS NULL;
    END IF;
    rewritten := (NEW.question, NEW.answer, NEW.category) IS DISTINCT FROM (OLD.question, OLD.answer, OLD.category);
    IF rewritten AND OLD.state IN ('approved', 'published', 'retired') THEN
      PERFORM grant_refuse('faq_fixed', OLD.id::text);
    END IF;
    NEW.version := OLD.version;
    IF dropped
      OR (rewritten AND (OLD.state = 'in_review'
        OR EXISTS (SELECT FROM faq_reviews r WHERE r.faq = OLD.id AND r.version = OLD.version)))
      OR (OLD.state IN ('in_review', 'approved') AND NEW.state = 'draft')
      -- A revision is a version of its own from its first day, so that the approval of the public one is none of it.
      OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'retired') AND OLD.version = OLD.live_version) THEN
      NEW.version := OLD.version + 1;
    END IF;
    IF NEW.state = 'approved' AND NOT grant_faq_approved(NEW)
      OR NEW.state = 'published' AND OLD.state <> 'published' AND NOT dropped AND NOT grant_faq_approved(NEW) THEN
      PERFORM grant_refuse('faq_unapproved', NEW.id::text);
    END IF;
    NEW.published_at := CASE
      WHEN NEW.state <> 'published' OR OLD.state = 'published' OR dropped THEN OLD.published_at
      ELSE now() END;
    NEW.live_version := CASE
      WHEN NEW.state = 'published' AND OLD.state <> 'published' AND NOT dropped THEN NEW.version
      WHEN NEW.state = 'retired' THEN NULL
      ELSE OLD.live_version END;
    NEW.shown_question := OLD.shown_question;
    NEW.shown_answer := OLD.shown_answer;
    NEW.shown_category := OLD.shown_category;
    NEW.shown_basis := OLD.shown_basis;
  END IF;
  IF NEW.state <> 'draft' THEN
    NEW.shown_question := NEW.question;
    NEW.shown_answer := NEW.answer;
    NEW.shown_category := NEW.category;
    NEW.shown_basis := NEW.basis;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION grant_keep_publication() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  -- A dropped revision publishes nothing: its row keeps pointing at what was public all along.
  published boolean := NEW.state = 'published' AND OLD.state <> 'published' AND NEW.live_version = NEW.version;
BEGIN
  IF published OR (NEW.state = 'retired' AND OLD.state <> 'retired') THEN
    UPDATE faq_publications SET retired_at = clock_timestamp() WHERE faq = NEW.id AND retired_at IS NULL;
  END IF;
  IF published THEN
    INSERT INTO faq_publications (id, faq, version, category, question, answer, basis, published_at)
    VALUES (gen_random_uuid(), NEW.id, NEW.version, NEW.category, NEW.question, NEW.answer, NEW.basis, clock_timestamp());
  END IF;
  RETURN NULL;
END $$;

-- Nobody looked the text over when a revision of it was dropped: its day of review stands.
CREATE OR REPLACE FUNCTION grant_plan_faq_review() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'published' AND OLD.state <> 'published' AND NEW.live_version = NEW.version
    AND (NEW.review_on IS NULL OR NEW.review_on <= grant_desk_day()) THEN
    NEW.review_on := (grant_desk_day() + interval '6 months')::date;
  END IF;
  RETURN NEW;
END $$;

-- An official's word is on what was shown: a remark while a draft is being written copies no unfinished words, and there
-- is none on a text that was never shown.
CREATE OR REPLACE FUNCTION grant_keep_faq_review() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  shown faqs;
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM grant_refuse('append_only', 'faq_reviews'); END IF;
  SELECT * INTO shown FROM faqs WHERE id = NEW.faq FOR UPDATE;
  IF shown.id IS NULL OR shown.version IS DISTINCT FROM NEW.version OR NEW.reviewer IS NULL
    OR shown.shown_question IS NULL
    OR NOT EXISTS (SELECT FROM grant_duties(NEW.reviewer) d WHERE d = 'official')
    OR (NEW.verdict IN ('approved', 'revise') AND shown.state <> 'in_review') THEN
    PERFORM grant_refuse('faq_review', NEW.faq::text);
  END IF;
  NEW.question_snapshot := shown.shown_question;
  NEW.answer_snapshot := shown.shown_answer;
  NEW.reviewed_at := clock_timestamp();
  RETURN NEW;
END $$;

-- The triggers keep the number and what is shown; what is there already gets its own here. A draft that was sent back
-- shows what was reviewed.
ALTER TABLE faqs DISABLE TRIGGER grant_keep_faq;
UPDATE faqs SET live_version = version WHERE state = 'published';
UPDATE faqs SET shown_question = question, shown_answer = answer, shown_category = category, shown_basis = basis
 WHERE state <> 'draft';
UPDATE faqs f
   SET shown_question = r.question_snapshot, shown_answer = r.answer_snapshot,
       shown_category = f.category, shown_basis = f.basis
  FROM (SELECT DISTINCT ON (faq) faq, question_snapshot, answer_snapshot
          FROM faq_reviews ORDER BY faq, reviewed_at DESC, id) r
 WHERE r.faq = f.id AND f.state = 'draft';
ALTER TABLE faqs ENABLE TRIGGER grant_keep_faq;
ALTER TABLE faq_publications DISABLE TRIGGER USER;
UPDATE faq_publications p SET basis = f.basis
  FROM faqs f WHERE f.id = p.faq AND f.state = 'published' AND p.retired_at IS NULL;
ALTER TABLE faq_publications ENABLE TRIGGER USER;
