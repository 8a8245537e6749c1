DROP TRIGGER grant_replace_named ON attachments;
DROP TRIGGER grant_name_file ON correction_items;
DROP FUNCTION grant_replace_named;
DROP FUNCTION grant_name_file;
ALTER TABLE correction_texts DROP CONSTRAINT grant_text_wanted;
ALTER TABLE correction_items DROP CONSTRAINT grant_item_file;
UPDATE correction_texts SET wanted = NULL;
