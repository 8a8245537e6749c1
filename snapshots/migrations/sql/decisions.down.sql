-- Takes decisions.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_make_decision ON decisions;
DROP TRIGGER IF EXISTS grant_append_only ON decisions;
DROP TRIGGER IF EXISTS grant_no_truncate ON decisions;
DROP TRIGGER IF EXISTS grant_make_obligation ON obligations;
DROP TRIGGER IF EXISTS grant_append_only ON obligations;
DROP TRIGGER IF EXISTS grant_no_truncate ON obligations;
DROP INDEX grant_one_decision;
DROP INDEX grant_one_obligation;
ALTER TABLE decisions DROP CONSTRAINT grant_same_person;
ALTER TABLE decisions DROP CONSTRAINT grant_decision_mismatch;
ALTER TABLE obligations DROP CONSTRAINT grant_obligation_mismatch;
DROP FUNCTION grant_keep_obligation;
DROP FUNCTION grant_make_obligation;
DROP FUNCTION grant_keep_decision;
DROP FUNCTION grant_make_decision;
DROP FUNCTION grant_check_award;
