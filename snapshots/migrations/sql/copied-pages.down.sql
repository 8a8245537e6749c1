DROP FUNCTION grant_same_pages(uuid, integer, integer);
CREATE FUNCTION grant_same_pages(probe uuid, distance integer, most integer) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH near AS (
    SELECT DISTINCT mine.attachment, mine.page, x.application
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
  SELECT DISTINCT application FROM near JOIN copied USING (attachment, page)
$$;
