CREATE OR REPLACE FUNCTION grant_duplicate_candidates(probe jsonb) RETURNS SETOF applications
LANGUAGE sql STABLE
SET search_path = public, pg_temp
-- A slip or two in a name of six letters leaves a third of its trigrams.
SET pg_trgm.similarity_threshold = 0.3 AS $$
  WITH of_agent AS MATERIALIZED (SELECT grant_cases_of_agent(probe) AS id)
  SELECT a.* FROM applications a
   WHERE a.practice = (probe ->> 'practice')::boolean
     AND a.state NOT IN ('draft', 'withdrawn')
     AND a.id IS DISTINCT FROM (probe ->> 'id')::uuid
     AND a.id IN (
       SELECT id FROM applications WHERE employer_corporate_number = probe ->> 'corporateNumber'
       UNION SELECT id FROM applications WHERE employee_key = probe ->> 'employeeKey'
       UNION SELECT id FROM applications WHERE employee_insured_number = probe ->> 'insuredNumber'
       UNION SELECT id FROM applications WHERE insurance_office_number = probe ->> 'insuranceOfficeNumber'
       UNION SELECT id FROM applications WHERE address_key = probe ->> 'addressKey' AND address_key <> ''
       UNION SELECT id FROM applications WHERE phone_key = probe ->> 'phoneKey' AND phone_key <> ''
       UNION SELECT id FROM applications WHERE contact_phone = probe ->> 'phoneKey' AND contact_phone <> ''
       UNION SELECT id FROM applications WHERE phone_key = probe ->> 'contactPhoneKey' AND phone_key <> ''
       UNION SELECT id FROM applications
              WHERE contact_phone = probe ->> 'contactPhoneKey' AND contact_phone <> ''
                AND id NOT IN (SELECT id FROM of_agent)
       UNION SELECT id FROM applications WHERE lower(contact_email) = probe ->> 'mailKey'
       UNION SELECT id FROM applications WHERE employee_birth_on = (probe ->> 'employeeBirthOn')::date
       UNION SELECT id FROM applications WHERE child_birth_on = (probe ->> 'childBirthOn')::date
       UNION SELECT application FROM bank_accounts
              WHERE number_index = probe ->> 'accountIndex' AND status = 'live'
       UNION (SELECT id FROM applications WHERE lower(name_key) % lower(probe ->> 'nameKey')
              ORDER BY similarity(lower(name_key), lower(probe ->> 'nameKey')) DESC, id LIMIT 300))
   ORDER BY a.id
$$;
CREATE OR REPLACE FUNCTION grant_decide_compared() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT FROM applications a JOIN applications o
           ON o.employee_key = a.employee_key AND o.id <> a.id AND o.practice = a.practice
        WHERE a.id = NEW.application AND a.employee_key <> '' AND o.state NOT IN ('draft', 'received', 'withdrawn')
          AND NOT EXISTS (
              SELECT FROM duplicate_members mine JOIN duplicate_members theirs USING (duplicate_set)
               WHERE mine.application = a.id AND theirs.application = o.id)) THEN
    PERFORM grant_refuse('duplicate_unseen', NEW.application::text);
  END IF;
  RETURN NEW;
END $$;
