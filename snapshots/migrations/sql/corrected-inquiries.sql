-- 問合せの訂正 (仕様書 本文4(1)キ): an answered inquiry stays as it was written down, by whatever door. What was wrong is
-- put right by its own act, with a reason, and what stood there before is kept with who and when. When it came, when it
-- was answered and who wrote it down never changes. A question of the FAQ, or the case it was about, may be added.

CREATE FUNCTION grant_keep_inquiry_record() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  former jsonb;
  why text := btrim(coalesce(grant_setting('reason'), ''), E' \t\n\u3000');
BEGIN
  -- The history is written here alone.
  IF TG_OP = 'INSERT' THEN
    NEW.corrections := NULL;
    RETURN NEW;
  END IF;
  NEW.corrections := OLD.corrections;
  IF OLD.state <> 'closed' AND OLD.mailed_at IS NULL THEN RETURN NEW; END IF;
  SELECT jsonb_object_agg(o.key, o.value) INTO former
    FROM jsonb_each(to_jsonb(OLD) - '{faq,faq_candidate,corrections,practice}'::text[]) o
   WHERE o.value IS DISTINCT FROM to_jsonb(NEW) -> o.key
     AND NOT (o.key = 'application' AND OLD.application IS NULL);
  IF former IS NULL THEN RETURN NEW; END IF;
  IF grant_setting('event') IS DISTINCT FROM 'inquiry_correct' OR why = ''
     OR former ?| '{id,received_at,answered_at,mailed_at,handled_by,state}'::text[] THEN
    PERFORM grant_refuse('inquiry_closed', NEW.id::text);
  END IF;
  PERFORM grant_require('reception', 'reviewer', 'payment_clerk', 'manager');
  NEW.corrections := coalesce(OLD.corrections::jsonb, '[]') || jsonb_build_array(jsonb_build_object(
    'at', grant_moment(), 'by', grant_actor(), 'reason', why, 'former', former));
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_inquiry_record BEFORE INSERT OR UPDATE ON inquiries
  FOR EACH ROW EXECUTE FUNCTION grant_keep_inquiry_record();
