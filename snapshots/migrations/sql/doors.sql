-- Doors of Directus that lead round the records (仕様書 別記3 3(8) 証跡), closed for everyone, administrators too:
-- a share hands a case to whoever has the link, and no person is there for the access log; a comment is a remark on a case
-- that its writer can change and remove, and that goes out by mail; a flow that is started from outside, writes items or
-- runs code passes by every fence but this last one; and a collection that is not logged leaves no trace.
CREATE FUNCTION grant_close_door() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM grant_refuse('door_closed', TG_TABLE_NAME);
  RETURN NULL;
END $$;

CREATE TRIGGER grant_close_door BEFORE INSERT OR UPDATE ON directus_shares
  FOR EACH ROW EXECUTE FUNCTION grant_close_door();
CREATE TRIGGER grant_close_door BEFORE INSERT OR UPDATE ON directus_comments
  FOR EACH ROW EXECUTE FUNCTION grant_close_door();
CREATE TRIGGER grant_close_door BEFORE INSERT OR UPDATE ON directus_flows
  FOR EACH ROW WHEN (NEW.trigger = 'webhook') EXECUTE FUNCTION grant_close_door();
CREATE TRIGGER grant_close_door BEFORE INSERT OR UPDATE ON directus_operations
  FOR EACH ROW WHEN (NEW.type IN ('exec', 'item-create', 'item-update', 'item-delete'))
  EXECUTE FUNCTION grant_close_door();
CREATE TRIGGER grant_close_door BEFORE UPDATE ON directus_collections
  FOR EACH ROW WHEN (NEW.accountability IS DISTINCT FROM 'all') EXECUTE FUNCTION grant_close_door();
