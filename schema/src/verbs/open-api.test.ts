import { describe, expect, it } from 'vitest';
import { openApiDocument } from './open-api.ts';
import { verbNames, verbOf } from './table.ts';

type Node = Readonly<Record<string, unknown>>;

const document = openApiDocument('https://grant.example.jp', '1.2.3') as Node;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(...path: string[]): Node {
  const found = path.reduce<unknown>((node, key) => (isNode(node) ? node[key] : undefined), document);
  return isNode(found) ? found : {};
}

function operationOf(name: (typeof verbNames)[number]): Node {
  const { path, method } = verbOf(name);
  return at('paths', path.replaceAll(/:(\w+)/gu, '{$1}'), method.toLowerCase());
}

/** Every object in the document with the path that leads to it. */
function everyNode(node: unknown, path = '#'): [string, Node][] {
  if (Array.isArray(node)) return node.flatMap((one, index) => everyNode(one, `${path}/${String(index)}`));
  if (!isNode(node)) return [];
  return [
    [path, node],
    ...Object.entries(node).flatMap(([key, child]) => everyNode(child, `${path}/${key}`)),
  ];
}

// The parts that OpenAPI 3.1 asks of a document (spec §4.8), as far as this one uses them.
describe('The document as OpenAPI 3.1', () => {
  it('has the fixed fields and nothing that the specification does not know', () => {
    expect(Object.keys(document).toSorted()).toEqual(['components', 'info', 'openapi', 'paths', 'servers']);
    expect(document['openapi']).toMatch(/^3\.1\.\d+$/u);
    expect(at('info')).toMatchObject({ title: expect.any(String) as string, version: '1.2.3' });
  });

  it('has every verb under its path with its method', () => {
    for (const name of verbNames) expect(operationOf(name)['operationId'], name).toBe(name);
    const count = Object.values(at('paths')).flatMap((item) => Object.keys(isNode(item) ? item : {})).length;
    expect(count).toBe(verbNames.length);
  });

  it('names every parameter of a path once, required, and no other', () => {
    for (const name of verbNames) {
      const parameters = operationOf(name)['parameters'] as Node[];
      const inPath = parameters.filter((one) => one['in'] === 'path');
      const wanted = [...verbOf(name).path.matchAll(/:(\w+)/gu)].map((match) => match[1]);
      expect(
        inPath.map((one) => one['name']),
        name,
      ).toEqual(wanted);
      for (const one of inPath) expect(one['required'], name).toBe(true);
      const keys = parameters.map((one) => `${String(one['in'])}:${String(one['name'])}`);
      expect(new Set(keys).size, name).toBe(keys.length);
      for (const one of parameters) expect(isNode(one['schema']), name).toBe(true);
    }
  });

  it('asks for a query only where the verb cannot do without', () => {
    const required = (name: (typeof verbNames)[number], key: string): unknown =>
      (operationOf(name)['parameters'] as Node[]).find((one) => one['name'] === key)?.['required'];
    expect(required('banks.search', 'query')).toBe(true);
    expect(required('attachment.page', 'width')).toBe(true);
    expect(required('list.show', 'words')).toBe(false);
    expect(required('intake.search', 'phone')).toBe(false);
  });

  it('describes success and refusal of every verb', () => {
    for (const name of verbNames) {
      const responses = operationOf(name)['responses'] as Node;
      expect(Object.keys(responses), name).toEqual(['200', 'default']);
      for (const response of Object.values(responses)) {
        expect(isNode(response) && typeof response['description'] === 'string', name).toBe(true);
      }
      expect(JSON.stringify(responses['default']), name).toContain('#/components/schemas/Refusal');
    }
  });

  it('shows answers in their envelope, and refusals in theirs', () => {
    for (const name of verbNames) {
      if (verbOf(name).answers !== 'json' || name === 'openapi') continue;
      const path = JSON.stringify((operationOf(name)['responses'] as Node)['200']);
      expect(path, name).toContain('"application/json":{"schema":{"type":"object","required":["data"]');
    }
    expect(at('components', 'schemas', 'Refusal')).toMatchObject({ required: ['errors'] });
  });

  it('points only where something is', () => {
    for (const [path, node] of everyNode(document)) {
      const target = node['$ref'];
      if (typeof target !== 'string') continue;
      expect(target, path).toMatch(/^#\/components\//u);
      expect(Object.keys(at(...target.split('/').slice(1))).length, path).toBeGreaterThan(0);
    }
  });

  it('secures what is not public with a scheme that is described', () => {
    for (const name of verbNames) {
      const security = operationOf(name)['security'] as Node[];
      expect(security.length, name).toBe(verbOf(name).duties === 'public' ? 0 : 1);
      for (const scheme of security.flatMap((one) => Object.keys(one)))
        expect(Object.keys(at('components', 'securitySchemes')), name).toContain(scheme);
    }
  });

  it('asks in a schema only for what the schema has, with types that JSON Schema knows', () => {
    const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
    let looked = 0;
    for (const [path, node] of everyNode(document)) {
      const { type, required, properties } = node;
      if (typeof type !== 'string' || path.includes('/securitySchemes/') || path.endsWith('/properties'))
        continue;
      looked += 1;
      expect(types, path).toContain(type);
      if (!Array.isArray(required) || !isNode(properties)) continue;
      for (const key of required) expect(Object.keys(properties), path).toContain(key);
    }
    expect(looked).toBeGreaterThan(200);
  });
});
