-- Takes exact-duplicates.sql back.
DROP TRIGGER grant_decide_compared ON decisions;
DROP FUNCTION grant_decide_compared;
DROP TRIGGER grant_zstop_at_receipt ON applications;
DROP FUNCTION grant_stop_at_receipt;
