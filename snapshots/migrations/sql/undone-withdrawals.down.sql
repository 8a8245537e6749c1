DROP TRIGGER grant_zstop_at_return ON applications;
DROP TRIGGER grant_move_undone ON applications;
DROP FUNCTION grant_move_undone();
