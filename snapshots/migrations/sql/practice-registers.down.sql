DROP TRIGGER grant_keep_practice ON consultations;
DROP TRIGGER grant_keep_practice ON information_requests;
DROP TRIGGER grant_keep_request_side ON information_requests;
DROP FUNCTION grant_keep_request_side();
