import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { problem } from '../../src/contract/problem.ts';
import type { Service } from '../../src/main/serve.ts';
import { aBrowser } from '../integration/api/a-browser.ts';
import { scrap } from './edits.ts';
import { valuesOf } from './schema-values.ts';
import type { Target } from './target.ts';

/*
 * Every call of the OpenAPI document with what fits it, mostly, as people of every role and as nobody. The answer is
 * what the document says, or a problem with a Chinese sentence; never an error of ours, never how we are built.
 */

const operationSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: z.looseObject({}) })),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: z.looseObject({}).optional() })) })
    .optional(),
});
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

/** The example's people, by what they may. */
const PEOPLE = ['shenjingyi', 'luhaiping', 'linpeiyi', 'zhouchengyuan', 'xujianing', null, 'forged'] as const;

interface Case {
  readonly call: number;
  readonly as: (typeof PEOPLE)[number];
  readonly values: { readonly parameters: readonly unknown[]; readonly body: unknown };
  /** Sent as it is, in place of the body. */
  readonly raw: string | null;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly takes: 'json' | 'bytes' | null;
  readonly values: fc.Arbitrary<Case['values']>;
}

/** What would end the fuzzer's own service for others: the stream that stays open. */
const LEFT_OUT = new Set(['get /board/events']);

const MINUTE_MS = 60_000;

/** @param later moves the service's clock, so that its limits on calls do not stop the fuzzer */
export async function apiTarget(service: Service, later: (ms: number) => void): Promise<Target<Case>> {
  const home = service.url ?? '';
  const cookies = new Map<string, string>();
  const signIn = async (as: string): Promise<void> => {
    const browser = aBrowser({ service });
    await browser.signIn(as);
    cookies.set(as, browser.cookies.get('duban_session') ?? '');
  };
  for (const as of PEOPLE) if (as !== null && as !== 'forged') await signIn(as);
  const calls = await readCalls(home, cookies.get('shenjingyi') ?? '');
  let made = 0;
  return {
    cases: fc.nat(calls.length - 1).chain((call) =>
      fc.record({
        call: fc.constant(call),
        as: fc.constantFrom(...PEOPLE),
        values: calls[call]?.values ?? fc.constant({ parameters: [], body: null }),
        raw: fc.option(scrap, { freq: 8, nil: null }),
      }),
    ),
    async run({ call: at, as, values, raw }) {
      const call = calls[at];
      assert(call);
      made += 1;
      if (made % 10 === 0) later(MINUTE_MS);
      const cookie = as === null ? '' : `duban_session=${cookies.get(as) ?? 'eyJhIjoxfQ.AAAA'}`;
      const response = await send(home, call, { cookie, values, raw });
      const text = await response.text();
      if (response.status === 401 && cookies.has(as ?? '')) await signIn(as ?? '');
      assertDecent(`${call.method} ${call.path} as ${as}`, response, text);
      return String(response.status);
    },
  };
}

async function readCalls(home: string, session: string): Promise<readonly Call[]> {
  const response = await fetch(new URL('/api/v1/openapi.json', home), {
    headers: { cookie: `duban_session=${session}` },
  });
  const { paths } = documentSchema.parse(await response.json());
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { parameters, requestBody }]): Call[] => {
      if (LEFT_OUT.has(`${method} ${path}`)) return [];
      const json = requestBody?.content['application/json'];
      const own = parameters.filter((each) => each.in !== 'header');
      return [
        {
          method,
          path,
          parameters: own,
          takes: json ? 'json' : requestBody ? 'bytes' : null,
          values: fc.record({
            parameters: fc.tuple(...own.map(({ schema }) => valuesOf(schema))),
            body: json ? valuesOf(json.schema) : scrap,
          }),
        },
      ];
    }),
  );
}

const asText = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll(/\p{Surrogate}/gu, '\uFFFD');

function send(
  home: string,
  { method, path, parameters, takes }: Call,
  { cookie, values, raw }: { readonly cookie: string } & Pick<Case, 'values' | 'raw'>,
): Promise<Response> {
  const search = new URLSearchParams();
  let address = path;
  for (const [at, { name, in: where }] of parameters.entries()) {
    const value = asText(values.parameters[at]);
    // An empty piece of a path, or one of dots, is another path.
    if (where === 'path')
      address = address.replace(`{${name}}`, encodeURIComponent(value).replace(/^\.*$/, 'x'));
    else if (values.parameters[at] !== undefined) search.append(name, value);
  }
  const body =
    takes === null ? null : (raw ?? (takes === 'json' ? JSON.stringify(values.body) : asText(values.body)));
  return fetch(new URL(`/api/v1${address}?${search.toString()}`, home), {
    method: method.toUpperCase(),
    redirect: 'manual',
    headers: {
      'x-duban-request': '1',
      'content-type': takes === 'bytes' ? 'application/octet-stream' : 'application/json',
      ...(cookie && { cookie }),
    },
    ...(body !== null && { body: body.replaceAll(/\p{Surrogate}/gu, '\uFFFD') }),
  });
}

/** Of our machine and our house; what people sent comes back in files only. */
const INSIDES = /\n\s+at |node_modules|\/src\/|\.ts:\d|prisma|postgres|ECONN|\bSELECT\b|\/home\/|\/tmp\//i;

function assertDecent(call: string, response: Response, text: string): void {
  // What is not set up here, and WeCom away, is said with a 503 of its own.
  assert(response.status < 500 || response.status === 503, `${call}: ${response.status} ${text}`);
  if (response.status < 400) return;
  const type = response.headers.get('content-type') ?? '';
  assert(type.includes('application/problem+json'), `${call}: ${response.status} ${type} ${text}`);
  const said = problem.parse(JSON.parse(text));
  assert(/\p{Script=Han}/u.test(said.detail), `${call}: not in Chinese: ${text}`);
  assert(!INSIDES.test(said.detail) && !INSIDES.test((said.errors ?? []).join('\n')), `${call}: ${text}`);
}
