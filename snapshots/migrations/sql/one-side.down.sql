DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT tgname, tgrelid::regclass AS of_table FROM pg_trigger WHERE tgname IN ('grant_same_side', 'grant_side_stays') LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', one.tgname, one.of_table);
  END LOOP;
END $$;
DROP FUNCTION grant_side_stays;
DROP FUNCTION grant_same_side_of_set;
DROP FUNCTION grant_same_side;
DROP FUNCTION grant_side_of;
