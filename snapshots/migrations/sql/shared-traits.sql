-- 疑義の兆候 (仕様書 本文4(2)ク): what files and answers of different employers have in common that they should not: the author of a
-- PDF, long answers word for word, a mail domain of their own; and telephone numbers of the person in charge beside those of
-- the employer.

ALTER TABLE paper_traits ADD COLUMN author text, ADD COLUMN producer text;
CREATE INDEX grant_paper_author ON paper_traits (author) WHERE author IS NOT NULL;
CREATE INDEX grant_paper_producer ON paper_traits (producer) WHERE producer IS NOT NULL;

-- Cases that hold a PDF of the same author, or made by the same software, in another file. What more than `most` cases
-- hold is the name of a machine or a usual program, and says nothing.
CREATE FUNCTION grant_same_makers(probe uuid, trait text, most integer) RETURNS SETOF uuid LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH mine AS (
    SELECT DISTINCT CASE trait WHEN 'author' THEN t.author ELSE t.producer END AS maker
      FROM attachments x JOIN paper_traits t ON t.attachment = x.id
     WHERE x.application = probe AND x.status = 'received'),
  theirs AS (
    SELECT DISTINCT m.maker, x.application
      FROM mine m JOIN paper_traits t ON trait = 'author' AND t.author = m.maker OR trait = 'producer' AND t.producer = m.maker
      JOIN attachments x ON x.id = t.attachment AND x.status = 'received' AND x.application <> probe)
  SELECT DISTINCT o.application FROM theirs o
   WHERE (SELECT count(*) FROM theirs c WHERE c.maker = o.maker) <= most
$$;

-- A text as it is compared: without spaces and punctuation.
CREATE FUNCTION grant_text_key(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT regexp_replace(lower(normalize(given, NFKC)), '[[:space:][:punct:]、。・「」『』（）〔〕【】，．：；！？～〜]+', '', 'g')
$$;
CREATE INDEX grant_measure_text ON measures (md5(grant_text_key(description)), application) WHERE length(description) >= 40;
CREATE INDEX grant_information_text ON applications (md5(grant_text_key(information_method)), id) WHERE length(information_method) >= 40;
CREATE INDEX grant_gap_text ON applications (md5(grant_text_key(return_gap_reason)), id) WHERE length(return_gap_reason) >= 40;

-- Cases whose long answers (40 letters and more) are those of this one. What more than `most` cases say is an example
-- that stands in a guide.
CREATE FUNCTION grant_same_texts(probe uuid, most integer) RETURNS SETOF uuid LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH mine AS (
    SELECT md5(grant_text_key(m.description)) AS said FROM measures m
     WHERE m.application = probe AND length(m.description) >= 40
    UNION SELECT md5(grant_text_key(a.information_method)) FROM applications a
     WHERE a.id = probe AND length(a.information_method) >= 40
    UNION SELECT md5(grant_text_key(a.return_gap_reason)) FROM applications a
     WHERE a.id = probe AND length(a.return_gap_reason) >= 40),
  theirs AS (
    SELECT said, m.application FROM mine JOIN measures m
        ON md5(grant_text_key(m.description)) = said AND length(m.description) >= 40 AND m.application <> probe
    UNION SELECT said, a.id FROM mine JOIN applications a
        ON md5(grant_text_key(a.information_method)) = said AND length(a.information_method) >= 40 AND a.id <> probe
    UNION SELECT said, a.id FROM mine JOIN applications a
        ON md5(grant_text_key(a.return_gap_reason)) = said AND length(a.return_gap_reason) >= 40 AND a.id <> probe)
  SELECT DISTINCT o.application FROM theirs o
   WHERE (SELECT count(*) FROM theirs c WHERE c.said = o.said) <= most
$$;

CREATE INDEX grant_mail_domain ON applications (split_part(lower(contact_email), '@', 2), id);
CREATE INDEX grant_contact_phone ON applications (contact_phone, id);

-- As before, with the telephone number of the person in charge on either side.
CREATE OR REPLACE FUNCTION grant_duplicate_candidates(probe jsonb) RETURNS SETOF applications
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
       UNION SELECT id FROM applications WHERE contact_phone = probe ->> 'phoneKey' AND contact_phone <> ''
       UNION SELECT id FROM applications WHERE phone_key = probe ->> 'contactPhoneKey' AND phone_key <> ''
       UNION SELECT id FROM applications
              WHERE contact_phone = probe ->> 'contactPhoneKey' AND contact_phone <> ''
                AND (agent IS NULL OR agent::text IS DISTINCT FROM probe ->> 'agent')
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
