DROP TRIGGER grant_record_handing_over ON applications;
DROP FUNCTION grant_record_handing_over;
DROP TRIGGER grant_assign_case ON applications;
DROP FUNCTION grant_assign_case;
