-- 疑義の兆候 (仕様書 本文4(2)ク): everything that papers and answers of a case have in common with other cases, whoever many hold it, so
-- that a template from which one hand makes forty applications is told from a form that everybody has. Replaces
-- grant_same_texts of shared-traits.sql; grant_same_pages stays for the duplicates, which only few holders make.

-- One row for each mark of the case and each other case that holds it. `own`: both hold the same file as a paper of `records`.
-- As before a page counts in another file only, and a long answer from 40 letters on.
CREATE FUNCTION grant_shared_marks(probe uuid, distance integer, records text[])
RETURNS TABLE (kind text, mark text, paper text, application uuid, own boolean) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH papers AS (
    SELECT p.id, p.paper, p.sha256 FROM attachments p WHERE p.application = probe AND p.status = 'received'),
  mine AS (
    SELECT p.id, p.paper, p.sha256, o.page, o.print FROM papers p JOIN page_prints o ON o.attachment = p.id),
  -- Once for each look and case, however many pages of either look so: a form that fills a case fills others too.
  near AS (
    SELECT looks.print, x.application, min(x.sha256) AS one_file, max(x.sha256) AS other_file
      FROM (SELECT DISTINCT print FROM mine) looks
      JOIN page_prints theirs
        ON (substring(theirs.print FROM 1 FOR 16) = substring(looks.print FROM 1 FOR 16)
         OR substring(theirs.print FROM 17 FOR 16) = substring(looks.print FROM 17 FOR 16)
         OR substring(theirs.print FROM 33 FOR 16) = substring(looks.print FROM 33 FOR 16)
         OR substring(theirs.print FROM 49 FOR 16) = substring(looks.print FROM 49 FOR 16))
       AND bit_count(theirs.print # looks.print) <= distance
      JOIN attachments x ON x.id = theirs.attachment AND x.application <> probe AND x.status = 'received'
     GROUP BY looks.print, x.application),
  said AS (
    SELECT md5(grant_text_key(m.description)) AS key FROM measures m WHERE m.application = probe AND length(m.description) >= 40
    UNION SELECT md5(grant_text_key(a.information_method)) FROM applications a
     WHERE a.id = probe AND length(a.information_method) >= 40
    UNION SELECT md5(grant_text_key(a.return_gap_reason)) FROM applications a
     WHERE a.id = probe AND length(a.return_gap_reason) >= 40)
  SELECT 'file', y.sha256, y.paper, x.application, y.paper = ANY (records) AND x.paper = ANY (records)
    FROM papers y JOIN attachments x ON x.sha256 = y.sha256 AND x.status = 'received' AND x.application <> probe
  UNION ALL
  SELECT 'page', m.id || '/' || m.page, m.paper, n.application, false
    FROM mine m JOIN near n ON n.print = m.print AND (n.one_file <> m.sha256 OR n.other_file <> m.sha256)
  UNION ALL
  SELECT 'author', t.author, NULL, x.application, false
    FROM (SELECT DISTINCT o.author FROM papers p JOIN paper_traits o ON o.attachment = p.id WHERE o.author IS NOT NULL) t
    JOIN paper_traits o ON o.author = t.author
    JOIN attachments x ON x.id = o.attachment AND x.status = 'received' AND x.application <> probe
  UNION ALL
  SELECT 'text', s.key, NULL, m.application, false FROM said s JOIN measures m
      ON md5(grant_text_key(m.description)) = s.key AND length(m.description) >= 40 AND m.application <> probe
  UNION ALL
  SELECT 'text', s.key, NULL, a.id, false FROM said s JOIN applications a
      ON md5(grant_text_key(a.information_method)) = s.key AND length(a.information_method) >= 40 AND a.id <> probe
  UNION ALL
  SELECT 'text', s.key, NULL, a.id, false FROM said s JOIN applications a
      ON md5(grant_text_key(a.return_gap_reason)) = s.key AND length(a.return_gap_reason) >= 40 AND a.id <> probe
$$;

DROP FUNCTION grant_same_texts(uuid, integer);
