-- Versions of the programme's figures (事業の設定の版): a case keeps the version that judged it, so what was published stays
-- as it was, for good; only a published version of the same programme may be the one that judges new cases.

CREATE FUNCTION grant_keep_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.status = 'published' THEN
    -- A save that changes nothing is no change.
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
      PERFORM grant_refuse('version_published', OLD.id::text);
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.status = 'published' THEN NEW.published_at := coalesce(NEW.published_at, now()); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_version BEFORE INSERT OR UPDATE OR DELETE ON programme_versions
  FOR EACH ROW EXECUTE FUNCTION grant_keep_version();

CREATE UNIQUE INDEX grant_version_number ON programme_versions (programme, version);

CREATE FUNCTION grant_choose_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.current_version IS NOT NULL AND NOT EXISTS (SELECT FROM programme_versions v
      WHERE v.id = NEW.current_version AND v.programme = NEW.id AND v.status = 'published') THEN
    PERFORM grant_refuse('version_draft', NEW.current_version::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_choose_version BEFORE INSERT OR UPDATE OF current_version ON programmes
  FOR EACH ROW EXECUTE FUNCTION grant_choose_version();
