-- 仕分け (仕様書 本文4(2)ア): a case that came by post is registered when its pages are sorted; what nobody has sorted, nobody would
-- look for afterwards.

CREATE FUNCTION grant_register_sorted() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM attachments p WHERE p.application = NEW.id AND p.status = 'received' AND p.unsorted) THEN
    PERFORM grant_refuse('papers_unsorted', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_zsorted BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = 'received' AND NEW.state = 'submitted') EXECUTE FUNCTION grant_register_sorted();
