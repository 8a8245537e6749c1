-- Takes sound-grants.sql back.
DROP TRIGGER grant_zsound ON decisions;
DROP FUNCTION grant_decide_sound;
DROP TRIGGER grant_zsound ON applications;
DROP FUNCTION grant_guard_sound;
DROP FUNCTION grant_is_sound;
