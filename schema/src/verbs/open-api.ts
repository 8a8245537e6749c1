import { z } from 'zod';
import { dutyLabels } from '../lifecycle/duty.ts';
import type { RefusalCode } from '../refusal.ts';
import { verbNames, verbOf } from './table.ts';
import { ACCOUNT_HEADER, pathKeysOf, type Verb } from './verb.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** Codes that any verb may refuse with. */
const everywhere: readonly RefusalCode[] = ['INVALID_INPUT', 'TOO_MANY_REQUESTS', 'UNAVAILABLE', 'INTERNAL'];
const signedIn: readonly RefusalCode[] = ['UNAUTHENTICATED', 'OTHER_ACCOUNT', 'FORBIDDEN'];

/** Refusal codes of a verb: its own, and those every verb has. */
export function refusalCodesOf(verb: Verb): RefusalCode[] {
  return [...new Set([...verb.refusals, ...(verb.duties === 'public' ? [] : signedIn), ...everywhere])];
}

// Shapes with transforms have no output schema; what travels is the input side, which is what a client writes and reads.
function jsonSchemaOf(shape: z.ZodType): JsonObject {
  const schema = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  // The document names its dialect once; each shape would repeat it.
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema')) as JsonObject;
}

function contentOf(verb: Verb): JsonObject {
  if (verb.answers === 'pdf') return { 'application/pdf': { schema: { type: 'string', format: 'binary' } } };
  if (verb.answers === 'file') {
    return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  }
  const schema = jsonSchemaOf(verb.output);
  // Answers come in Directus' own envelope; only this document stands by itself, as tools expect it.
  const answer: JsonObject =
    verb.path === '/openapi.json'
      ? schema
      : { type: 'object', required: ['data'], properties: { data: schema } };
  return { 'application/json': { schema: answer } };
}

const accountParameter: JsonObject = {
  name: ACCOUNT_HEADER,
  in: 'header',
  required: false,
  description: '操作する画面を開いた利用者のID。ログイン中の利用者と違うときは、何も行わずに拒否します。',
  schema: { type: 'string', format: 'uuid' },
};

function parametersOf(verb: Verb): JsonObject[] {
  const inPath = pathKeysOf(verb.path);
  const own = Object.entries(verb.input.shape)
    .filter(([key]) => inPath.includes(key) || verb.method === 'GET')
    .map(([key, shape]) => ({
      name: key,
      in: inPath.includes(key) ? 'path' : 'query',
      required: inPath.includes(key) || !(shape as z.ZodType).safeParse(undefined).success,
      schema: jsonSchemaOf(shape as z.ZodType),
    }));
  return verb.duties === 'public' ? own : [...own, accountParameter];
}

function bodyOf(verb: Verb): JsonObject {
  if (verb.method === 'GET') return {};
  const inPath = pathKeysOf(verb.path);
  const body = z.strictObject(
    Object.fromEntries(Object.entries(verb.input.shape).filter(([key]) => !inPath.includes(key))),
  );
  const schema = jsonSchemaOf(body);
  if (!verb.upload) {
    return { requestBody: { required: true, content: { 'application/json': { schema } } } };
  }
  const properties = schema['properties'] as JsonObject;
  const form = { ...schema, properties: { ...properties, file: { type: 'string', format: 'binary' } } };
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } } };
}

function accessNote(verb: Verb): string {
  if (verb.duties === 'public') return 'だれでも利用できます。';
  if (verb.duties === 'signed_in') return 'ログインした人が利用できます。';
  return `職務: ${verb.duties.map((duty) => dutyLabels[duty]).join('、')}`;
}

function operationOf(name: string, verb: Verb): JsonObject {
  const codes = refusalCodesOf(verb);
  return {
    operationId: name,
    summary: verb.summary,
    description: accessNote(verb),
    tags: [name.split('.')[0] as string],
    security: verb.duties === 'public' ? [] : [{ session: [] }],
    parameters: parametersOf(verb),
    ...bodyOf(verb),
    responses: {
      '200': { description: '成功', content: contentOf(verb) },
      default: {
        description: `拒否。コード: ${codes.join(', ')}`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
      },
    },
    'x-refusal-codes': codes,
  };
}

const refusalShape: JsonObject = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message', 'extensions'],
        properties: {
          message: { type: 'string', description: '何をすればよいかを示す文' },
          extensions: {
            type: 'object',
            required: ['code'],
            properties: { code: { type: 'string' }, facts: { type: 'object' } },
          },
        },
      },
    },
  },
};

/**
 * 操作一覧の文書: OpenAPI 3.1 of every verb, made from the same shapes that check the requests.
 * @param serverUrl public address without a trailing slash, for example `https://grant.example.jp`
 * @param version version of the product
 */
export function openApiDocument(serverUrl: string, version: string): JsonObject {
  const paths: Record<string, Record<string, Json>> = {};
  for (const name of verbNames) {
    const verb = verbOf(name);
    const path = verb.path.replace(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [verb.method.toLowerCase()]: operationOf(name, verb) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'とちぎ男性育休推進企業奨励金 申請・審査・支払', version },
    servers: [{ url: `${serverUrl}/grants` }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'directus_session_token' } },
      schemas: { Refusal: refusalShape },
    },
  };
}
