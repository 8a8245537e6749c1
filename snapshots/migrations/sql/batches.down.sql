-- Takes batches.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_make_batch ON payment_batches;
DROP TRIGGER IF EXISTS grant_keep_batch ON payment_batches;
DROP TRIGGER IF EXISTS grant_no_truncate ON payment_batches;
DROP INDEX grant_same_file;
ALTER TABLE payment_batches DROP CONSTRAINT grant_batch_file;
DROP FUNCTION grant_keep_batch;
DROP FUNCTION grant_check_seal;
DROP FUNCTION grant_make_batch;
