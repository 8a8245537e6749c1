-- Takes search.sql back; newest parts first where one rests on another.
DROP INDEX grant_search_name;
DROP INDEX grant_search_employer;
DROP INDEX grant_search_employee;
DROP INDEX grant_search_receipt;
DROP INDEX grant_queue_state;
DROP INDEX grant_queue_person;
DROP INDEX grant_queue_waiting;
DROP INDEX grant_own_cases;
DROP INDEX grant_agent_cases;
DROP INDEX grant_employer_cases;
DROP INDEX grant_actor_events;
DROP INDEX grant_access_target;
DROP INDEX grant_actor_access;
DROP INDEX grant_batch_payments;
DROP INDEX grant_case_payments;
DROP EXTENSION IF EXISTS pg_trgm;
