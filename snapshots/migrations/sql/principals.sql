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

-- 検査用数字 (法人番号の指定等に関する省令2条): the first digit is 9 − (Σ Pn × Qn mod 9) over the other twelve, n counted from
-- the right, Q = 1 for odd n and 2 for even n.
CREATE FUNCTION grant_corporate_check(corporate_number text) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT left(corporate_number, 1) = (9 - sum(substr(corporate_number, 14 - n, 1)::int * (2 - n % 2)) % 9)::text
                     FROM generate_series(1, 12) n WHERE corporate_number ~ '^[1-9][0-9]{12}$'), false)
$$;

-- 法人・個人の別: a corporation names itself by its 法人番号 when it gives a mandate, a sole proprietor has none. An agent says which;
-- a mandate of before says nothing, and one that the desk copies may not.
CREATE FUNCTION grant_keep_mandate_employer() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.employer_kind IS NULL THEN
    IF TG_OP = 'UPDATE' AND OLD.employer_kind IS NOT NULL
       OR TG_OP = 'INSERT' AND EXISTS (SELECT FROM agents a WHERE a.id = NEW.agent AND a.account = grant_actor()) THEN
      PERFORM grant_refuse('mandate_employer', NEW.id::text);
    END IF;
  ELSIF NEW.employer_kind NOT IN ('corporation', 'sole_owner')
     OR NEW.employer_kind = 'sole_owner' AND NEW.employer_corporate_number IS NOT NULL
     OR NEW.employer_kind = 'corporation' AND NOT grant_corporate_check(grant_corporate_number(NEW.employer_corporate_number)) THEN
    PERFORM grant_refuse('mandate_employer', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_mandate_employer BEFORE INSERT OR UPDATE OF employer_kind, employer_corporate_number ON mandates
  FOR EACH ROW EXECUTE FUNCTION grant_keep_mandate_employer();

-- A mandate with a number is a corporation's: another number is another corporation, and a sole proprietor, who has none,
-- is not it either; a mandate of a sole proprietor is no corporation's (法人成り). Names are for the reviewer: where the mandate
-- says neither they prove nothing against.
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
  SELECT grant_employer_identity(m.employer_kind, m.employer_corporate_number) INTO of_mandate
    FROM mandates m WHERE m.id = NEW.mandate;
  IF of_mandate IS NOT NULL AND filed_for IS DISTINCT FROM of_mandate THEN
    PERFORM grant_refuse('other_principal', NEW.id::text);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_keep_principal BEFORE INSERT OR UPDATE ON applications
  FOR EACH ROW EXECUTE FUNCTION grant_keep_principal();
