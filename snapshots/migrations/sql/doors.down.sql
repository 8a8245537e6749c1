-- Takes doors.sql back.
DROP TRIGGER grant_close_door ON directus_collections;
DROP TRIGGER grant_close_door ON directus_operations;
DROP TRIGGER grant_close_door ON directus_flows;
DROP TRIGGER grant_close_door ON directus_comments;
DROP TRIGGER grant_close_door ON directus_shares;
DROP FUNCTION grant_close_door;
