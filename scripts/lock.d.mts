/** Types of `lock.mjs`, which runs before anything could compile it. */
export interface Holder {
  readonly pid: number;
  readonly born?: string;
  /** The command, for example `npm start`. */
  readonly what: string;
}

export interface Lock {
  readonly release: () => void;
  /** The lock lasts until this process is gone as well. */
  readonly alsoHeldBy: (pid: number) => void;
}

export type Attempt =
  | { readonly lock: Lock; readonly holder?: undefined }
  | { readonly lock?: undefined; readonly holder: Holder };

export function tryLock(file: string, what: string): Attempt;
export function underLock<T>(
  file: string,
  what: string,
  onWait: (holder: Holder) => void,
  work: (lock: Lock) => Promise<T>,
): Promise<T>;
export function lockFile(root: string, name: string): string;
export function usersOf(root: string): Holder[];
export function noteUser(
  root: string,
  what: string,
): { readonly also: (pid: number) => void; readonly end: () => void };
