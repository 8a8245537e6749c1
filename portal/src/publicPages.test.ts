import { describe, expect, it } from 'vitest';
import { pages } from './locales/ja/pages.ts';
import { isPublicPage, publicPages } from './publicPages.ts';
import { router } from './router.ts';

describe('public pages', () => {
  it.each(Object.entries(publicPages))('%s leads to the route of that name', (name, path) => {
    expect(router.resolve(path).name).toBe(name);
    expect(router.resolve(path).meta['signedIn']).toBeUndefined();
  });

  it.each(Object.entries(pages))(
    '%s says in 50 to 120 characters what it is about',
    (_name, { description }) => {
      expect(description.length).toBeGreaterThanOrEqual(50);
      expect(description.length).toBeLessThanOrEqual(120);
    },
  );

  it('no page behind the sign-in is listed', () => {
    const behind = router.getRoutes().filter((route) => route.meta['signedIn'] === true);
    expect(behind.length).toBeGreaterThan(5);
    expect(behind.filter((route) => isPublicPage(route.name))).toEqual([]);
  });
});
