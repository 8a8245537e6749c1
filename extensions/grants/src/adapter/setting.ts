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

/**
 * 時刻で始まる仕事: whether it begins by the clock of the machine. Every office keeps it; one of made-up cases may be told
 * not to (GRANT_TIMED_WORK=false), as the tests tell theirs, where it would come in between.
 */
export function keepsHours(env: Readonly<Record<string, unknown>>): boolean {
  return !inPractice(env) || settingOf(env, 'GRANT_TIMED_WORK') !== 'false';
}

/** 練習用の事務局: whether this office works with made-up cases and keeps its practice apart from anything real. */
export function inPractice(env: Readonly<Record<string, unknown>>): boolean {
  return settingOf(env, 'GRANT_PRACTICE') === 'true';
}
