import { ACCOUNT_HEADER, REFUSAL_CODES, verbNames, verbOf } from '@grant/schema';
import type { Plugin } from 'vite';

const NAME = 'virtual:verb-addresses';

/** Whether the portal may call a verb at all: what staff alone do is no business of a page for applicants. */
function forThePortal(duties: ReturnType<typeof verbOf>['duties']): boolean {
  return typeof duties === 'string' || duties.includes('applicant') || duties.includes('agent');
}

/**
 * 操作の所在: method and path of the verbs that the portal calls, and the codes they refuse with, as a module of plain
 * data. Without it the first page would load the shapes of every verb to learn where one of them is.
 */
export function verbAddresses(): Plugin {
  return {
    name: 'grant:verb-addresses',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const rows = verbNames.map((name) => [name, verbOf(name)] as const);
      const addresses = Object.fromEntries(
        rows
          .filter(([, { duties }]) => forThePortal(duties))
          .map(([name, { method, path, duties }]) => [
            name,
            { method, path, published: duties === 'public' && method === 'GET' },
          ]),
      );
      return `export const addresses = ${JSON.stringify(addresses)};
export const refusalCodes = ${JSON.stringify(REFUSAL_CODES)};
export const accountHeader = ${JSON.stringify(ACCOUNT_HEADER)};`;
    },
  };
}
