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
  said AS (
    SELECT md5(grant_text_key(m.description)) AS key FROM measures m WHERE m.application = probe AND length(m.description) >= 40
    UNION SELECT md5(grant_text_key(a.information_method)) FROM applications a
     WHERE a.id = probe AND length(a.information_method) >= 40
    UNION SELECT md5(grant_text_key(a.return_gap_reason)) FROM applications a
     WHERE a.id = probe AND length(a.return_gap_reason) >= 40)
  SELECT 'file', y.sha256, y.paper, x.application, y.paper = ANY (records) AND x.paper = ANY (records)
    FROM papers y JOIN attachments x ON x.sha256 = y.sha256 AND x.status = 'received' AND x.application <> probe
  UNION ALL
  SELECT 'page', y.id || '/' || mine.page, y.paper, x.application, false
    FROM papers y
    JOIN page_prints mine ON mine.attachment = y.id
    JOIN page_prints theirs ON theirs.attachment <> mine.attachment
     AND (substring(theirs.print FROM 1 FOR 16) = substring(mine.print FROM 1 FOR 16)
       OR substring(theirs.print FROM 17 FOR 16) = substring(mine.print FROM 17 FOR 16)
       OR substring(theirs.print FROM 33 FOR 16) = substring(mine.print FROM 33 FOR 16)
       OR substring(theirs.print FROM 49 FOR 16) = substring(mine.print FROM 49 FOR 16))
     AND bit_count(theirs.print # mine.print) <= distance
    JOIN attachments x ON x.id = theirs.attachment AND x.application <> probe AND x.status = 'received'
     AND x.sha256 <> y.sha256
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
