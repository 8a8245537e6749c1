-- 郵送の重複 (仕様書 本文4(2)ウ): papers that have come cannot be kept out. A second filing by post is registered like any other
-- and opens its set of duplicates; at the decision it is stopped until both were judged. Who files online is still told at
-- once. Replaces a trigger of exact-duplicates.sql.

DROP TRIGGER grant_zstop_at_receipt ON applications;
CREATE TRIGGER grant_zstop_at_receipt BEFORE UPDATE ON applications FOR EACH ROW
  WHEN (OLD.state = 'draft' AND NEW.state = 'submitted')
  EXECUTE FUNCTION grant_stop_at_receipt();
