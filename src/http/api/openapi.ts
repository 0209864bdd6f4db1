import { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { problem } from '../../contract/problem.ts';
import { me, taskLine } from '../../contract/said.ts';
import type { serviceEndpoints } from '../../contract/service.ts';
import type { HandlersOf } from './handler.ts';

/** The contract as OpenAPI 3.1 says it: made of the same schemas that calls are read and answered by. */
export const serviceHandlers: HandlersOf<typeof serviceEndpoints> = {
  'GET /openapi.json': { express: (_request, response) => void response.json((made ??= openApi())) },
};

let made: ReturnType<typeof openApi> | null = null;

type Schema = Readonly<Record<string, unknown>>;

/** What several calls answer with, by the name the document gives it. */
const COMPONENTS = { Problem: problem, TaskLine: taskLine, Me: me } as const;

export function openApi() {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const [method = '', path = ''] = name.split(' ');
    const operations = (paths[path.replaceAll(/:(\w+)/g, '{$1}')] ??= {});
    operations[method.toLowerCase()] = operation(method, name, endpoint);
  }
  return {
    openapi: '3.1.0' as const,
    info: { title: 'duban', version: '1', description: 'REST API of duban (督办).' },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(COMPONENTS).map(([name, schema]) => [name, wholeSchema(schema, 'output')]),
      ),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'duban_session',
          description: "Set by WeCom's sign-in at /sign-in.",
        },
      },
    },
  };
}

const operation = (method: string, name: string, endpoint: Endpoint): object => ({
  operationId: name.replaceAll(/\W+/g, '_').replaceAll(/_+$/g, ''),
  summary: endpoint.summary,
  ...(endpoint.open && { security: [] }),
  parameters: [
    ...parametersIn('path', endpoint.params),
    ...parametersIn('query', endpoint.query),
    ...(method === 'GET' ? [] : [OWN_HEADER]),
  ],
  ...bodyOf(endpoint),
  responses: { ...answerOf(endpoint), ...PROBLEMS },
});

/** A foreign page cannot set it, so that nobody else's page can change anything. */
const OWN_HEADER = {
  name: 'X-Duban-Request',
  in: 'header',
  required: true,
  schema: { const: '1', type: 'string' },
};

function parametersIn(where: 'path' | 'query', schema: z.ZodType | undefined): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Readonly<Record<string, object>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: of,
  }));
}

function bodyOf({ body, takes }: Endpoint): object {
  if (takes === 'bytes')
    return {
      requestBody: { required: true, content: { 'application/octet-stream': {} } },
    };
  if (!body) return {};
  const content = { 'application/json': { schema: jsonSchema(body, 'input') } };
  return { requestBody: { required: true, content } };
}

function answerOf({ answer }: Endpoint): object {
  if (answer === 'redirect') return { 302: { description: 'Leads on.' } };
  if (answer === 'file') return { 200: { description: 'The file.', content: { '*/*': {} } } };
  if (answer === 'stream') return { 200: { description: 'Events.', content: { 'text/event-stream': {} } } };
  const content = { 'application/json': { schema: jsonSchema(answer, 'output') } };
  return { 200: { description: 'Done, or what was asked for.', content } };
}

const PROBLEMS = {
  default: {
    description: 'What went wrong (RFC 9457): `code` for programs, `detail` for people, in Chinese.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
};

/** In the dialect of OpenAPI 3.1, whole. */
function wholeSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...said } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return said;
}

/** The same, pointing to the components in it: the very same object in zod is the very same text here. */
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Schema =>
  pointed(wholeSchema(schema, io)) as Schema;

const KNOWN: ReadonlyMap<string, object> = new Map(
  Object.entries(COMPONENTS).map(([name, schema]) => [
    JSON.stringify(wholeSchema(schema, 'output')),
    { $ref: `#/components/schemas/${name}` },
  ]),
);

function pointed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const component = KNOWN.get(JSON.stringify(value));
  if (component) return component;
  if (Array.isArray(value)) return value.map(pointed);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pointed(inner)]));
}
