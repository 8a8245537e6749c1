-- Takes papers.sql back; newest parts first where one rests on another.
DROP INDEX grant_one_tracking;
DROP TRIGGER IF EXISTS grant_lock_attachment ON attachments;
DROP TRIGGER IF EXISTS grant_lock_correction_item ON correction_items;
DROP TRIGGER IF EXISTS grant_freeze_file ON directus_files;
DROP TRIGGER IF EXISTS grant_append_only ON letters;
DROP FUNCTION grant_keep_letter;
DROP FUNCTION grant_freeze_file;
DROP FUNCTION grant_lock_correction_item;
DROP FUNCTION grant_lock_attachment;
