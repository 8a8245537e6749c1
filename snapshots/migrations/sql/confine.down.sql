-- Takes confine.sql back; newest parts first where one rests on another.
DROP FUNCTION grant_confine;
