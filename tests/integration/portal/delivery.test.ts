import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffice, type Office } from '../../fixtures/office.ts';

let office: Office;

beforeAll(async () => {
  office = await startOffice({ env: { GRANT_SEARCH_ENGINES: 'true' } });
});

afterAll(() => office.stop());

/** The path as it stands: `fetch` would tidy it up. */
function raw(
  path: string,
  method = 'GET',
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${office.url}/`, { path, method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

const scriptOf = async (): Promise<string> => {
  const html = (await raw('/portal/')).body.toString();
  return /src="(\/portal\/static\/[^"]+\.js)"/u.exec(html)?.[1] ?? '';
};

describe('the portal’s files', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('come packed as the browser takes it: %s', async (takes, packed) => {
    for (const path of [await scriptOf(), '/portal/']) {
      const { status, headers, body } = await raw(path, 'GET', { 'accept-encoding': takes });
      expect(status).toBe(200);
      expect(headers['content-encoding']).toBe(packed);
      expect(headers['vary']).toContain('Accept-Encoding');
      expect(Number(headers['content-length'])).toBe(body.length);
    }
  });

  it('are kept for good when their name holds their hash, and asked for anew when not', async () => {
    const script = await raw(await scriptOf(), 'GET', { 'accept-encoding': 'br' });
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    for (const path of [
      '/portal',
      '/portal/',
      '/portal/index.html',
      '/portal/papers',
      '/portal/applications/1',
    ]) {
      const page = await raw(path);
      expect(page.status).toBe(200);
      expect(page.headers['cache-control']).toBe('no-cache');
      expect(page.body.toString()).not.toContain('<!--page-->');
    }
  });
});

describe('the portal’s protection', () => {
  it.each([
    '/portal/',
    '/portal/applications',
    '/portal/static/none.js',
    '/portal/%E0%A4%A',
    '/portal/../.env',
  ])('stands on %s', async (path) => {
    const { headers } = await raw(path);
    if (!path.includes('..'))
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self';/u,
      );
    expect(String(headers['content-security-policy'])).not.toMatch(/unsafe-inline|https?:|\*/u);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  it('forbids frames, forms elsewhere, plugins and markup made of text', async () => {
    const policy = String((await raw('/portal/')).headers['content-security-policy']);
    for (const rule of [
      "frame-ancestors 'none'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toContain('data:');
  });

  it.each([
    ['/portal/static/none-secret.js', 'GET', 404],
    ['/portal/none-secret.txt', 'GET', 404],
    ['/portal/.built', 'GET', 404],
    ['/portal/%E0%A4%A-secret', 'GET', 400],
    ['/portal/static/..%2f..%2fpackage.json', 'GET', 404],
    ['/portal/secret', 'POST', 405],
  ])('%s (%s) answers %i and repeats nothing', async (path, method, status) => {
    const answer = await raw(path, method);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body.toString()).toMatch(/^(このファイルはありません|この操作はできません)。$/u);
  });
});

describe('search engines', () => {
  it('are told each public page’s title, summary and address without running a script', async () => {
    const { body, headers } = await raw('/portal/papers');
    const html = body.toString();
    expect(html).toContain('<title>用意するもの｜とちぎ男性育休推進企業奨励金</title>');
    expect(html).toMatch(/<meta name="description" content="[^"]{50,}"/u);
    expect(html).toContain(`<link rel="canonical" href="${office.url}/portal/papers" />`);
    expect(headers['x-robots-tag']).toBeUndefined();
  });

  it('are kept from what lies behind the sign-in', async () => {
    const { body, headers } = await raw('/portal/applications/00000000-0000-4000-8000-000000000000');
    expect(headers['x-robots-tag']).toBe('noindex');
    expect(body.toString()).toContain('<meta name="robots" content="noindex" />');
  });

  it('find the public pages and no others on the site map that robots.txt names', async () => {
    const robots = (await raw('/robots.txt')).body.toString();
    expect(robots).toContain(`Sitemap: ${office.url}/portal/sitemap.xml`);
    expect(robots).toContain('Disallow: /portal/applications');
    const map = (await raw('/portal/sitemap.xml')).body.toString();
    const listed = [...map.matchAll(/<loc>([^<]+)<\/loc>/gu)].map((match) => match[1] ?? '');
    expect(listed).toContain(`${office.url}/portal/`);
    expect(listed.filter((address) => address.includes('applications'))).toEqual([]);
    for (const address of listed) {
      expect((await raw(new URL(address).pathname)).headers['x-robots-tag']).toBeUndefined();
    }
  });

  it('are sent away from every other host and from a practice office', async () => {
    expect((await raw('/robots.txt', 'GET', { host: 'office.example.jp' })).body.toString()).toBe(
      'User-agent: *\nDisallow: /\n',
    );
    const practice = await startOffice();
    try {
      expect(await (await fetch(`${practice.url}/robots.txt`)).text()).toBe('User-agent: *\nDisallow: /\n');
      expect((await fetch(`${practice.url}/portal/`)).headers.get('x-robots-tag')).toBe('noindex');
    } finally {
      await practice.stop();
    }
  });
});
