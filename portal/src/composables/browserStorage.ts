/** A place of this browser to keep texts in, which never fails. */
export interface BrowserStorage {
  readonly read: (key: string) => string | null;
  /** False where only the open page remembers. */
  readonly write: (key: string, text: string) => boolean;
  readonly drop: (key: string) => void;
  readonly keys: () => string[];
}

/**
 * A storage of the browser; where it is barred (private windows, rules of a company) or full, the open page remembers
 * instead, until it is closed.
 */
export function storageOf(storage: () => Storage): BrowserStorage {
  const memory = new Map<string, string>();
  const orElse = <T>(act: () => T, instead: () => T): T => {
    try {
      return act();
    } catch {
      return instead();
    }
  };
  return {
    read: (key) =>
      memory.get(key) ??
      orElse(
        () => storage().getItem(key),
        () => null,
      ),
    write: (key, text) =>
      orElse(
        () => {
          storage().setItem(key, text);
          memory.delete(key);
          return true;
        },
        () => {
          memory.set(key, text);
          return false;
        },
      ),
    drop: (key) => {
      memory.delete(key);
      orElse(
        () => storage().removeItem(key),
        () => undefined,
      );
    },
    keys: () => [
      ...new Set([
        ...memory.keys(),
        ...orElse(
          () => Object.keys(storage()),
          () => [],
        ),
      ]),
    ],
  };
}

/** Shared by all tabs, and there again tomorrow. */
export const browserStorage = storageOf(() => localStorage);
/** Of this tab alone, and gone with it. */
export const tabStorage = storageOf(() => sessionStorage);
