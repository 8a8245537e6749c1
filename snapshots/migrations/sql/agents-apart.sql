-- 氏名だけの手続代行者 (仕様書 本文4(2)ウ): two people may bear one name. An agent of whom the papers give neither a registration number
-- nor an office is a row of its own for each case, and whether two of them are one is for a person to say.

-- Of whom nothing but the name is known; never null, also where there is no row.
CREATE FUNCTION grant_name_only(known agents) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT known.id IS NOT NULL AND known.account IS NULL
     AND regexp_replace(normalize(coalesce(known.registration_number, ''), NFKC), '[^0-9]', '', 'g') = ''
     AND regexp_replace(normalize(coalesce(known.office, ''), NFKC), '[[:space:]]', '', 'g') = ''
$$;

-- Two rows were one by name before this rule. They stay as they were written, and no case is added to them.
CREATE FUNCTION grant_keep_namesakes() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM agents g WHERE g.id = NEW.agent AND grant_name_only(g))
     AND EXISTS (SELECT FROM postal_agents p WHERE p.agent = NEW.agent AND p.application <> NEW.application) THEN
    PERFORM grant_refuse('agent_by_name', NEW.application::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_namesakes BEFORE INSERT OR UPDATE OF agent ON postal_agents
  FOR EACH ROW EXECUTE FUNCTION grant_keep_namesakes();
