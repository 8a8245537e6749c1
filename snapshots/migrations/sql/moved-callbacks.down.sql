DROP TRIGGER grant_inquiry_moved ON inquiries;
DROP FUNCTION grant_inquiry_moved();
