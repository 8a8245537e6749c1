-- Undoes sorted-papers.sql.

DROP TRIGGER grant_zsorted ON applications;
DROP FUNCTION grant_register_sorted;
