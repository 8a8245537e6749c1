-- Takes post.sql back.
DELETE FROM correction_texts;
DROP TABLE status_pins;
DROP TRIGGER grant_freeze_scan ON directus_files;
DROP FUNCTION grant_freeze_scan;
DROP TRIGGER grant_append_only ON scans;
DROP FUNCTION grant_keep_scan;
DROP INDEX grant_custody_of;
DROP TRIGGER grant_keep_custody ON custody_entries;
DROP FUNCTION grant_keep_custody;
DROP TRIGGER grant_append_only ON custody_entries;
DROP TRIGGER grant_no_truncate ON custody_entries;
DROP TRIGGER grant_guard_mailing ON mailings;
DROP FUNCTION grant_guard_mailing;
DROP FUNCTION grant_letter_address;
DROP FUNCTION grant_letter_code;
