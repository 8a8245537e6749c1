-- 委任者と申請事業主 (仕様書 本文4(1)カ): what an agent files under a mandate is the application of the employer that gave
-- it. Whoever gave the mandate owns the case, reads it and gets its letters, so another employer's case under it would
-- hand one firm's employee, child and papers to another.

-- 法人番号 as its thirteen digits, however it was written; null for anything else.
CREATE FUNCTION grant_corporate_number(written text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT substring(translate(normalize(written, NFKC), ' -‐‑‒–—―−ー', '') FROM '^[0-9]{13}$')
$$;

-- What tells one employer from another: a corporation by its 法人番号; a sole proprietor has none, whatever was typed before
-- 個人事業主 was chosen. Names and addresses tell nobody apart, so a slip in them is put right in every case.
CREATE FUNCTION grant_employer_identity(legal_form text, corporate_number text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN legal_form = 'sole_owner' THEN 'sole_owner' ELSE grant_corporate_number(corporate_number) END
$$;

-- A mandate with a number is a corporation's: another number is another corporation, and a sole proprietor, who has none,
-- is not it either. Names are for the reviewer: where the mandate holds no number they prove nothing against.
CREATE FUNCTION grant_keep_principal() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  filed_for text := grant_employer_identity(NEW.employer_legal_form, NEW.employer_corporate_number);
  of_mandate text;
BEGIN
  -- A draft is typed freely, and one that is given up binds nobody.
  IF NEW.mandate IS NULL OR NEW.state = 'draft' THEN RETURN NEW; END IF;
  IF NEW.state = 'withdrawn' AND (TG_OP = 'INSERT' OR OLD.state = 'draft') THEN RETURN NEW; END IF;
  -- A case filed before this rule goes on as it is, and is put right in everything else, until somebody changes whose it
  -- is. A new mandate in the place of the old one has the same number.
  IF TG_OP = 'UPDATE' AND OLD.state <> 'draft'
     AND filed_for IS NOT DISTINCT FROM grant_employer_identity(OLD.employer_legal_form, OLD.employer_corporate_number) THEN
    RETURN NEW;
  END IF;
  SELECT grant_corporate_number(m.employer_corporate_number) INTO of_mandate FROM mandates m WHERE m.id = NEW.mandate;
  IF of_mandate IS NOT NULL AND filed_for IS DISTINCT FROM of_mandate THEN
    PERFORM grant_refuse('other_principal', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_principal BEFORE INSERT OR UPDATE ON applications
  FOR EACH ROW EXECUTE FUNCTION grant_keep_principal();
