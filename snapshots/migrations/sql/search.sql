-- Search and queues (仕様書 本文4(2)カ 審査管理): the office finds a case by part of a name in any queue. The expressions are
-- exactly those that Directus emits for `search` and `_icontains` (lower(column) LIKE), and their shape is one that a push
-- of the data model neither sees nor drops (an index on a plain single column would make the push fail).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX grant_search_name ON applications USING gin (lower(name_key) gin_trgm_ops);
CREATE INDEX grant_search_employer ON applications USING gin (lower(employer_name) gin_trgm_ops);
CREATE INDEX grant_search_employee ON applications USING gin (lower(employee_name) gin_trgm_ops);
CREATE INDEX grant_search_receipt ON applications USING gin (lower(receipt_number) gin_trgm_ops);

CREATE INDEX grant_queue_state ON applications (state, state_since, id);
CREATE INDEX grant_queue_person ON applications (assigned_to, state, state_since);
CREATE INDEX grant_queue_waiting ON applications (waiting_for, state_since, id);
CREATE INDEX grant_own_cases ON applications (applicant, date_created);
CREATE INDEX grant_agent_cases ON applications (agent, date_created);
CREATE INDEX grant_employer_cases ON applications (employer, programme);

CREATE INDEX grant_actor_events ON case_events (actor, at);
CREATE INDEX grant_access_target ON access_log (target_collection, target_id, at);
CREATE INDEX grant_actor_access ON access_log (actor, at);
CREATE INDEX grant_batch_payments ON payments (payment_batch, state);
CREATE INDEX grant_case_payments ON payments (application, state);
