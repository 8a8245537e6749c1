-- よく似た頁 (仕様書 本文4(2)ウ): which page of one case is like which of another, so that two cases that were judged for one page
-- are raised again for the next. Replaces a function of doubt.sql; `pair` tells the looks of the two pages, from either side the same,
-- so that a page which is sorted or sent again is the page that was judged.
DROP FUNCTION grant_same_pages(uuid, integer, integer);
CREATE FUNCTION grant_same_pages(probe uuid, distance integer, most integer)
RETURNS TABLE (application uuid, pair text) LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH near AS (
    SELECT DISTINCT mine.attachment, mine.page, x.application,
           least(mine.print, theirs.print)::text || greatest(mine.print, theirs.print)::text AS looks
      FROM attachments y
      JOIN page_prints mine ON mine.attachment = y.id
      JOIN page_prints theirs ON theirs.attachment <> mine.attachment
       AND (substring(theirs.print FROM 1 FOR 16) = substring(mine.print FROM 1 FOR 16)
         OR substring(theirs.print FROM 17 FOR 16) = substring(mine.print FROM 17 FOR 16)
         OR substring(theirs.print FROM 33 FOR 16) = substring(mine.print FROM 33 FOR 16)
         OR substring(theirs.print FROM 49 FOR 16) = substring(mine.print FROM 49 FOR 16))
       AND bit_count(theirs.print # mine.print) <= distance
      JOIN attachments x ON x.id = theirs.attachment AND x.application <> probe AND x.status = 'received'
       AND x.sha256 <> y.sha256
     WHERE y.application = probe AND y.status = 'received'),
  copied AS (
    SELECT attachment, page FROM near GROUP BY attachment, page HAVING count(DISTINCT application) <= most)
  SELECT DISTINCT n.application, md5(n.looks) FROM near n JOIN copied USING (attachment, page)
$$;
