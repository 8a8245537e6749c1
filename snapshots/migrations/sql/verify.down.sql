-- Takes verify.sql back; newest parts first where one rests on another.
DROP INDEX grant_access_hash;
DROP FUNCTION grant_verify_chain;
DROP FUNCTION grant_verify_ledger;
DROP FUNCTION grant_verify_access;
DROP FUNCTION grant_verify_events;
