-- The registers of the desk (仕様書 本文4(1)キ, 4(2)オ, 4(4)イ, 4(4)ウ, 別記1-8): what was taken out, answered, published,
-- printed and handed out is kept as it was, by whatever door it is written.

-- The day it is in the office.
CREATE FUNCTION grant_desk_day() RETURNS date LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce(grant_setting('today')::date, (now() AT TIME ZONE 'Asia/Tokyo')::date)
$$;

-- 出力の記録: by the person who takes it, with a purpose, the number of rows and the hash of the file.
CREATE FUNCTION grant_make_export() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF grant_actor() IS NULL OR NEW.exported_by IS DISTINCT FROM grant_actor() OR btrim(NEW.purpose) = ''
    OR (NEW.state = 'done' AND (NEW.rows IS NULL OR NEW.sha256 !~ '^[0-9a-f]{64}$')) THEN
    PERFORM grant_refuse('export_unnamed', NEW.subject);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_make_export BEFORE INSERT ON exports FOR EACH ROW EXECUTE FUNCTION grant_make_export();
SELECT grant_make_append_only('exports', '{state,approved_by,approved_at,erased_on,report,rows,sha256}');

-- 協議記録: asked is asked; it ends with an answer; every answer stays.
CREATE FUNCTION grant_keep_consultation() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.asked_on := CASE WHEN TG_OP = 'UPDATE' THEN OLD.asked_on END;
  IF NEW.state = 'with_prefecture' THEN NEW.asked_on := coalesce(NEW.asked_on, grant_desk_day()); END IF;
  IF NEW.state = 'closed' AND coalesce(btrim(NEW.answer), '') = '' THEN
    PERFORM grant_refuse('consultation_unanswered', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_consultation BEFORE INSERT OR UPDATE ON consultations
  FOR EACH ROW EXECUTE FUNCTION grant_keep_consultation();

-- Every answer as it was given goes into the history; taking the words away does not take them out of it.
CREATE FUNCTION grant_keep_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(btrim(NEW.answer), '') = '' THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' AND (NEW.answer, NEW.attachment) IS NOT DISTINCT FROM (OLD.answer, OLD.attachment) THEN
    RETURN NULL;
  END IF;
  INSERT INTO consultation_answers (id, consultation, answer, attachment, answered_at, answered_by)
  VALUES (gen_random_uuid(), NEW.id, NEW.answer, NEW.attachment, clock_timestamp(),
          coalesce(grant_actor(), NEW.edited_by, NEW.handled_by));
  RETURN NULL;
END $$;
CREATE TRIGGER grant_keep_answer AFTER INSERT OR UPDATE ON consultations
  FOR EACH ROW EXECUTE FUNCTION grant_keep_answer();

-- A history is written by what it is the history of, and by nobody's hand.
CREATE FUNCTION grant_history_only() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT grant_by_machine() THEN PERFORM grant_refuse('append_only', TG_TABLE_NAME); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_history_only BEFORE INSERT ON consultation_answers
  FOR EACH ROW EXECUTE FUNCTION grant_history_only();
SELECT grant_make_append_only('consultation_answers');

-- 公開の履歴: each published text with its days. Half a year later somebody has to look at it again.
CREATE FUNCTION grant_plan_faq_review() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'published' AND OLD.state <> 'published'
    AND (NEW.review_on IS NULL OR NEW.review_on <= grant_desk_day()) THEN
    NEW.review_on := (grant_desk_day() + interval '6 months')::date;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_plan_faq_review BEFORE UPDATE ON faqs FOR EACH ROW EXECUTE FUNCTION grant_plan_faq_review();

CREATE FUNCTION grant_keep_publication() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
CREATE TRIGGER grant_keep_publication AFTER UPDATE ON faqs FOR EACH ROW EXECUTE FUNCTION grant_keep_publication();
CREATE TRIGGER grant_history_only BEFORE INSERT ON faq_publications
  FOR EACH ROW EXECUTE FUNCTION grant_history_only();
SELECT grant_make_append_only('faq_publications', '{retired_at}');
CREATE FUNCTION grant_retire_once() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.retired_at IS NOT NULL OR NOT grant_by_machine() THEN
    PERFORM grant_refuse('append_only', 'faq_publications');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_retire_once BEFORE UPDATE ON faq_publications
  FOR EACH ROW EXECUTE FUNCTION grant_retire_once();

-- 問合せ: answered with an answer; what was sent by mail stays as it was sent.
ALTER TABLE inquiries ADD CONSTRAINT grant_inquiry_minutes CHECK (minutes IS NULL OR minutes BETWEEN 0 AND 600);
CREATE FUNCTION grant_keep_inquiry() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state = 'closed' THEN
    IF coalesce(btrim(NEW.answer), '') = '' THEN PERFORM grant_refuse('inquiry_unanswered', NEW.id::text); END IF;
    NEW.answered_at := coalesce(NEW.answered_at, now());
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.mailed_at IS NOT NULL THEN PERFORM grant_refuse('inquiry_sent', NEW.id::text); END IF;
    RETURN NEW;
  END IF;
  IF OLD.mailed_at IS NOT NULL AND (NEW.answer, NEW.party_contact, NEW.mailed_at, NEW.state)
    IS DISTINCT FROM (OLD.answer, OLD.party_contact, OLD.mailed_at, OLD.state) THEN
    PERFORM grant_refuse('inquiry_sent', NEW.id::text);
  END IF;
  -- That a mail goes out is said by whoever queues it, in the same transaction.
  IF OLD.mailed_at IS NULL AND NEW.mailed_at IS NOT NULL AND grant_actor() IS NULL THEN
    PERFORM grant_refuse('inquiry_sent', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_inquiry BEFORE INSERT OR UPDATE ON inquiries
  FOR EACH ROW EXECUTE FUNCTION grant_keep_inquiry();
CREATE INDEX grant_inquiry_day ON inquiries (received_at);

-- 広報: nobody hands out more than was printed, and the sum is the sum of the lines.
ALTER TABLE pr_activities ADD CONSTRAINT grant_pr_figures
  CHECK (coalesce(printed, 0) >= 0 AND coalesce(distributed, 0) >= 0 AND coalesce(cost, 0) >= 0
         AND (held_until IS NULL OR held_until >= held_on));
ALTER TABLE pr_distributions ADD CONSTRAINT grant_pr_quantity CHECK (quantity > 0);
CREATE FUNCTION grant_keep_pr() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.distributed := coalesce((SELECT sum(quantity) FROM pr_distributions WHERE activity = NEW.id), NEW.distributed);
  IF NEW.distributed > NEW.printed THEN PERFORM grant_refuse('pr_more_than_printed', NEW.id::text); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_pr BEFORE INSERT OR UPDATE ON pr_activities FOR EACH ROW EXECUTE FUNCTION grant_keep_pr();
CREATE FUNCTION grant_sum_pr() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  -- The row lock makes two lines at a time wait for each other, so both are in the sum.
  UPDATE pr_activities SET distributed = 0 WHERE id IN (NEW.activity, CASE WHEN TG_OP = 'UPDATE' THEN OLD.activity END);
  RETURN NULL;
END $$;
CREATE TRIGGER grant_sum_pr AFTER INSERT OR UPDATE ON pr_distributions
  FOR EACH ROW EXECUTE FUNCTION grant_sum_pr();

-- 県からの照会: answered with something in hand, and when.
CREATE FUNCTION grant_keep_information_request() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.due_at < NEW.requested_at THEN PERFORM grant_refuse('request_due', NEW.id::text); END IF;
  IF NEW.state = 'answered' THEN
    IF coalesce(btrim(NEW.answer), '') = '' AND NEW.attachment IS NULL AND NEW.report IS NULL THEN
      PERFORM grant_refuse('request_unanswered', NEW.id::text);
    END IF;
    NEW.answered_at := coalesce(NEW.answered_at, now());
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_information_request BEFORE INSERT OR UPDATE ON information_requests
  FOR EACH ROW EXECUTE FUNCTION grant_keep_information_request();
