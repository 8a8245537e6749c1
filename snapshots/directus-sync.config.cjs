/** Directus returns the roles of a policy in the order in which somebody attached them; a pull must not depend on it. */
function inOrderOfRoles(policies) {
  const byRole = (a, b) => String(a.role ?? '').localeCompare(String(b.role ?? ''), 'en');
  return policies.map((policy) => ({ ...policy, roles: [...policy.roles].sort(byRole) }));
}

/**
 * directus-sync for the data model and the access rules (see README.md here).
 * The address and the administrator's token come from the environment; neither is kept in the repository.
 */
module.exports = {
  directusUrl: process.env.SYNC_URL ?? 'http://127.0.0.1:8055',
  directusToken: process.env.SYNC_TOKEN,
  dumpPath: __dirname,
  split: true,
  specs: false,
  sortJson: true,
  // The id of the dump is the id of the database: policies and roles keep the ids that ids.json names.
  preserveIds: 'all',
  hooks: { policies: { onSave: inOrderOfRoles } },
};
