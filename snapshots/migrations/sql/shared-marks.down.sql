DROP FUNCTION grant_shared_marks(uuid, integer, text[]);

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
