-- Takes lifecycle.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_begin_case ON applications;
DROP TRIGGER IF EXISTS grant_move_case ON applications;
DROP TRIGGER IF EXISTS grant_record_insert ON applications;
DROP TRIGGER IF EXISTS grant_record_update ON applications;
DROP TRIGGER IF EXISTS grant_keep_case ON applications;
DROP TRIGGER IF EXISTS grant_no_truncate ON applications;
DROP FUNCTION grant_keep_case;
DROP FUNCTION grant_record_event;
DROP FUNCTION grant_move_case;
DROP FUNCTION grant_begin_case;
DROP FUNCTION grant_two_people;
DROP FUNCTION grant_way;
DROP FUNCTION grant_require;
DROP FUNCTION grant_duties;
DROP TABLE lifecycle_transitions;
DROP TABLE lifecycle_four_eyes;
DROP TABLE lifecycle_duties;
