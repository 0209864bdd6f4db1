import type { z } from 'zod';

/*
 * What the service and its pages say to each other, as schemas that both sides share. The API's routes, the types of
 * the pages and the OpenAPI document come from these and from nowhere else.
 */

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The name of a call: method, and path below /api/v1 with `:name` for parameters. */
export type EndpointName = `${Method} /${string}`;

/** One call. Without `params`, `query` or `body` it takes none. */
export interface Endpoint {
  /** One line for the OpenAPI document. */
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** `bytes`: a file in the body. `file` and `stream` answer with something else than JSON. */
  readonly takes?: 'bytes';
  readonly answer: z.ZodType | 'file' | 'stream' | 'redirect';
  /** Whoever asks; everything else is for who is signed in. */
  readonly open?: true;
}

type Part<E, Name extends 'params' | 'query' | 'body', Side extends 'in' | 'out'> = E extends {
  readonly [N in Name]: infer S extends z.ZodType;
}
  ? { readonly [N in Name]: Side extends 'in' ? z.input<S> : z.output<S> }
  : object;

/** What a page sends. */
export type InputOf<E> = Part<E, 'params', 'in'> & Part<E, 'query', 'in'> & Part<E, 'body', 'in'>;

/** What the service has read from it. */
export type ReadOf<E> = Part<E, 'params', 'out'> & Part<E, 'query', 'out'> & Part<E, 'body', 'out'>;

export type AnswerOf<E> = E extends { readonly answer: infer S extends z.ZodType } ? z.output<S> : never;
