-- 不備のままの支給はしない (仕様書 本文4(2)カ・キ): what the reviewer called a defect or left on hold, and what neither the rules nor
-- the reviewer found in order, keeps a grant back. A refusal rests on defects and is free of this.

CREATE FUNCTION grant_is_sound(of_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT FROM findings f
     WHERE f.judgement = (SELECT j.id FROM judgements j WHERE j.application = of_case ORDER BY j.number DESC LIMIT 1)
       AND (f.mark IN ('defect', 'hold') OR f.mark IS NULL AND f.verdict IS DISTINCT FROM 'passed'))
$$;

CREATE FUNCTION grant_guard_sound() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.state = 'recommended' AND OLD.state = 'in_review' AND NEW.recommendation = 'grant'
      OR NEW.state = 'granted' AND OLD.state = 'recommended')
     AND NOT grant_is_sound(NEW.id) THEN
    PERFORM grant_refuse('findings_against', NEW.state);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_zsound BEFORE UPDATE ON applications
  FOR EACH ROW EXECUTE FUNCTION grant_guard_sound();

-- The same from the other side, in whatever order the records are written.
CREATE FUNCTION grant_decide_sound() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  -- A mark locks the case as well: none is made between this look and the commit.
  PERFORM FROM applications WHERE id = NEW.application FOR NO KEY UPDATE;
  IF NOT grant_is_sound(NEW.application) THEN PERFORM grant_refuse('findings_against', 'decisions'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_zsound BEFORE INSERT ON decisions
  FOR EACH ROW WHEN (NEW.kind = 'grant') EXECUTE FUNCTION grant_decide_sound();
