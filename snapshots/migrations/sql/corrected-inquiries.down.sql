DROP TRIGGER grant_keep_inquiry_record ON inquiries;
DROP FUNCTION grant_keep_inquiry_record;
