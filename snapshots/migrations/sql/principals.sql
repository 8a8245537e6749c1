-- 委任者と申請事業主 (仕様書 本文4(1)カ): what an agent files under a mandate is the application of the employer that gave
-- it. Whoever gave the mandate owns the case, reads it and gets its letters, so another employer's case under it would
-- hand one firm's employee, child and papers to another.

-- 法人番号 as its thirteen digits, however it was written; null for anything else.
CREATE FUNCTION grant_corporate_number(written text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT substring(translate(normalize(written, NFKC), ' -‐‑‒–—―−ー', '') FROM '^[0-9]{13}$')
$$;

-- A mandate with a number is a corporation's: another number is another corporation, and a sole proprietor, who has none,
-- is not it either. Names are for the reviewer: where the mandate holds no number they prove nothing against.
CREATE FUNCTION grant_keep_principal() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  of_mandate text;
BEGIN
  -- What is not filed yet, or never will be, binds nobody: a draft is typed freely.
  IF NEW.mandate IS NULL OR NEW.state IN ('draft', 'withdrawn') THEN RETURN NEW; END IF;
  -- A case filed before this rule goes on as it is until somebody changes whose it is. A new mandate in the place of the
  -- old one has the same number.
  IF TG_OP = 'UPDATE' AND OLD.state <> 'draft'
     AND (NEW.employer_corporate_number, NEW.employer_legal_form, NEW.employer_name)
         IS NOT DISTINCT FROM (OLD.employer_corporate_number, OLD.employer_legal_form, OLD.employer_name) THEN
    RETURN NEW;
  END IF;
  SELECT grant_corporate_number(m.employer_corporate_number) INTO of_mandate FROM mandates m WHERE m.id = NEW.mandate;
  IF of_mandate IS NOT NULL AND grant_corporate_number(NEW.employer_corporate_number) IS DISTINCT FROM of_mandate THEN
    PERFORM grant_refuse('other_principal', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_principal BEFORE INSERT OR UPDATE ON applications
  FOR EACH ROW EXECUTE FUNCTION grant_keep_principal();
