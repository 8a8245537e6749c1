-- Undoes sorted-again.sql.
DROP TRIGGER grant_record_sorting ON applications;
DROP TRIGGER grant_zsort_again ON applications;
DROP FUNCTION grant_sort_again;
