import type { AnswerOf, InputOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import type { Problem } from '../../contract/problem.ts';
import { pageErrors } from '../../zh/pages/errors.ts';
import { takeGiven } from './given.ts';

/** What the service refused, or that it could not be reached (`code` is then `offline`). */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly errors: readonly string[];
  constructor({ code, status, detail, errors = [] }: Pick<Problem, 'code' | 'status' | 'detail' | 'errors'>) {
    super(detail);
    this.code = code;
    this.status = status;
    this.errors = errors;
  }
}

const BASE = '/api/v1';

interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

/**
 * Makes a call of the contract.
 * @throws ApiError with a sentence for people
 */
export async function call<Name extends keyof Endpoints>(
  name: Name,
  ...[input, signal]: keyof InputOf<Endpoints[Name]> extends never
    ? [input?: undefined, signal?: AbortSignal]
    : [input: InputOf<Endpoints[Name]>, signal?: AbortSignal]
): Promise<AnswerOf<Endpoints[Name]>> {
  const sent = (input ?? {}) as Sent;
  const [method = 'GET'] = name.split(' ');
  const address = addressOf(name, sent);
  const given = method === 'GET' ? takeGiven(address.slice(BASE.length)) : undefined;
  if (given !== undefined) return given as AnswerOf<Endpoints[Name]>;
  const response = await send(address, {
    method,
    headers: {
      'X-Duban-Request': '1',
      ...(sent.body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(sent.body !== undefined && { body: JSON.stringify(sent.body) }),
    ...(signal && { signal }),
  });
  return (await response.json()) as AnswerOf<Endpoints[Name]>;
}

/** The address of a call, also for links to files and for streams of events. */
export function addressOf(name: keyof Endpoints, { params = {}, query = {} }: Sent = {}): string {
  const [, path = ''] = name.split(' ');
  const filled = path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return `${BASE}${filled}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

/**
 * Answers that are errors are thrown; whose session has ended is led to sign in and back here.
 * @throws ApiError
 */
export async function send(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new ApiError({ code: 'offline', status: 0, detail: pageErrors.offline });
  });
  if (response.ok) return response;
  const problem = await problemIn(response);
  if (problem.code === 'signed_out') signIn();
  throw new ApiError(problem);
}

async function problemIn(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Problem;
  } catch {
    const { status } = response;
    return { type: '', title: '', status, code: 'failed', detail: pageErrors.failed(status) };
  }
}

/** To the page that signs in, and from there back to where we are. */
export function signIn(): void {
  const here = location.pathname + location.search + location.hash;
  location.assign(`/sign-in?to=${encodeURIComponent(here)}`);
}
