-- The role that the running product uses in production (最小権限). The owner of the tables could switch triggers off;
-- a role that owns nothing cannot. Run once by the owner: SELECT grant_confine('grant_office'). It may read and write
-- the collections, and has no way to the rules, the counters and the heads of the chains but through the triggers.
CREATE FUNCTION grant_confine(role_name name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO %I', role_name);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON lifecycle_transitions, lifecycle_four_eyes, lifecycle_duties,
    money_moves, summary_labels, summaries, audit_heads, ledger_balances FROM %I', role_name);
  EXECUTE format('REVOKE UPDATE, DELETE ON case_events, access_log, ledger_entries FROM %I', role_name);
  EXECUTE format('REVOKE INSERT ON case_events FROM %I', role_name);
END $$;
