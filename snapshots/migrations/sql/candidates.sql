-- 重複の候補 (仕様書 本文4(2)ウ): which other cases are worth comparing with one, found by index among tens of thousands. The
-- comparison itself is the domain's; here stands only that a case which shares one telling key, or nearly the name, is
-- never overlooked. Two columns or an expression each, so that a push of the data model neither sees nor drops the index.
CREATE INDEX grant_alike_corporate ON applications (employer_corporate_number, id);
CREATE INDEX grant_alike_employee ON applications (employee_key, id);
CREATE INDEX grant_alike_office ON applications (insurance_office_number, id);
CREATE INDEX grant_alike_address ON applications (address_key, id);
CREATE INDEX grant_alike_phone ON applications (phone_key, id);
CREATE INDEX grant_alike_mail ON applications (lower(contact_email));
CREATE INDEX grant_alike_births ON applications (employee_birth_on, child_birth_on);
CREATE INDEX grant_alike_account ON bank_accounts (number_index, application);

-- Every channel and every state but those that are not (or no longer) an application. The probe is one case's keys:
-- id, practice, corporateNumber, employeeKey, insuranceOfficeNumber, addressKey, phoneKey, mailKey, accountIndex,
-- nameKey, employeeBirthOn, childBirthOn; a missing one finds nothing.
CREATE FUNCTION grant_duplicate_candidates(probe jsonb) RETURNS SETOF applications
LANGUAGE sql STABLE
SET search_path = public, pg_temp
-- A slip or two in a name of six letters leaves a third of its trigrams.
SET pg_trgm.similarity_threshold = 0.3 AS $$
  SELECT a.* FROM applications a
   WHERE a.practice = (probe ->> 'practice')::boolean
     AND a.state NOT IN ('draft', 'withdrawn')
     AND a.id IS DISTINCT FROM (probe ->> 'id')::uuid
     AND a.id IN (
       SELECT id FROM applications WHERE employer_corporate_number = probe ->> 'corporateNumber'
       UNION SELECT id FROM applications WHERE employee_key = probe ->> 'employeeKey'
       UNION SELECT id FROM applications WHERE insurance_office_number = probe ->> 'insuranceOfficeNumber'
       UNION SELECT id FROM applications WHERE address_key = probe ->> 'addressKey' AND address_key <> ''
       UNION SELECT id FROM applications WHERE phone_key = probe ->> 'phoneKey' AND phone_key <> ''
       UNION SELECT id FROM applications WHERE lower(contact_email) = probe ->> 'mailKey'
       UNION SELECT id FROM applications
              WHERE employee_birth_on = (probe ->> 'employeeBirthOn')::date
                AND child_birth_on = (probe ->> 'childBirthOn')::date
       UNION SELECT application FROM bank_accounts
              WHERE number_index = probe ->> 'accountIndex' AND status = 'live'
       UNION (SELECT id FROM applications WHERE lower(name_key) % lower(probe ->> 'nameKey')
              ORDER BY similarity(lower(name_key), lower(probe ->> 'nameKey')) DESC, id LIMIT 300))
   ORDER BY a.id
$$;
