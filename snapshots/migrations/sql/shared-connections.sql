-- 疑義の兆候 (仕様書 本文4(2)ク): applicants of different employers who sign in from one address with one machine.

-- 通信元 of a sign-in: the network address (of IPv6 the /64, which is one line) and the browser. Null where the address says
-- nothing of who it is: of this machine, of a private or carrier's network, a translated one, or none at all. It must never
-- fail, since a sign-in is written through its index.
CREATE FUNCTION grant_connection(address text, browser text) RETURNS text LANGUAGE plpgsql IMMUTABLE
-- Dear enough that it is looked up in the index and never computed for every sign-in there was.
COST 10000
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found inet;
BEGIN
  IF address IS NULL OR coalesce(btrim(browser), '') = '' THEN RETURN NULL; END IF;
  found := address::inet;
  IF found <<= ANY (ARRAY['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12',
       '192.168.0.0/16', '224.0.0.0/3', '::/127', '::ffff:0:0/96', '64:ff9b::/96', 'fc00::/7', 'fe80::/10', 'ff00::/8']::inet[])
    THEN RETURN NULL; END IF;
  RETURN host(network(set_masklen(found, CASE family(found) WHEN 6 THEN 64 ELSE 32 END))) || ' ' || md5(browser);
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$;

CREATE INDEX grant_login_connection ON directus_activity (grant_connection(ip, user_agent)) WHERE action = 'login';
CREATE INDEX grant_login_user ON directus_activity ("user", id) WHERE action = 'login';

-- Cases of the same side whose accounts, none of them an account of this case, signed in by the same 通信元. One that more
-- than `most` cases share is the exit of a telephone company, and says nothing.
CREATE FUNCTION grant_same_connections(probe uuid, most integer) RETURNS SETOF uuid LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  WITH me AS (
    SELECT applicant AS account FROM applications WHERE id = probe AND applicant IS NOT NULL
    UNION SELECT agent FROM applications WHERE id = probe AND agent IS NOT NULL),
  mine AS (
    SELECT DISTINCT grant_connection(l.ip, l.user_agent) AS connection
      FROM me JOIN directus_activity l ON l."user" = me.account AND l.action = 'login'),
  people AS (
    SELECT DISTINCT m.connection, l."user" AS account
      FROM mine m JOIN directus_activity l
        ON grant_connection(l.ip, l.user_agent) = m.connection AND l.action = 'login'
     WHERE NOT EXISTS (SELECT FROM me WHERE me.account = l."user")),
  theirs AS (
    SELECT p.connection, a.id FROM people p JOIN applications a ON a.applicant = p.account
    UNION SELECT p.connection, a.id FROM people p JOIN applications a ON a.agent = p.account),
  filed AS (
    SELECT t.connection, t.id FROM theirs t JOIN applications a ON a.id = t.id
     WHERE a.state NOT IN ('draft', 'received', 'withdrawn')
       AND a.practice = (SELECT practice FROM applications WHERE id = probe)
       AND NOT EXISTS (SELECT FROM me WHERE me.account IN (a.applicant, a.agent)))
  SELECT DISTINCT unnest(array_agg(f.id)) FROM filed f GROUP BY f.connection HAVING count(*) <= most
$$;
