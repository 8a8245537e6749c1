/** 設定値: a setting of the environment as text; empty when it is not set. Directus casts some to numbers or booleans. */
export function settingOf(env: Readonly<Record<string, unknown>>, name: string): string {
  const value = env[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
