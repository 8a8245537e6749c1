-- Takes cases.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_zlock_content ON applications;
DROP TRIGGER IF EXISTS grant_lock_part ON leave_periods;
DROP TRIGGER IF EXISTS grant_lock_part ON measures;
DROP INDEX grant_receipt_number;
DROP FUNCTION grant_lock_part;
DROP FUNCTION grant_state_of;
DROP FUNCTION grant_lock_content;
DROP FUNCTION grant_answering;
DROP FUNCTION grant_judged;
DROP FUNCTION grant_answers;
