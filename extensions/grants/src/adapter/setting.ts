/** 設定値: a setting of the environment as text; empty when it is not set. Directus casts some to numbers or booleans. */
export function settingOf(env: Readonly<Record<string, unknown>>, name: string): string {
  const value = env[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** 申請ポータルの所在: where applicants reach the portal, without a trailing slash. In production it has its own host. */
export function publicAddress(env: Readonly<Record<string, unknown>>): string {
  const address = settingOf(env, 'GRANT_PORTAL_URL') || settingOf(env, 'PUBLIC_URL');
  return address.replace(/\/$/, '');
}

/** 練習用の事務局: whether this office works with made-up cases and keeps its practice apart from anything real. */
export function inPractice(env: Readonly<Record<string, unknown>>): boolean {
  return settingOf(env, 'GRANT_PRACTICE') === 'true';
}
