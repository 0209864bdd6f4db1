import type { EndpointName } from '../../../src/contract/endpoint.ts';
import type { Endpoints } from '../../../src/contract/endpoints.ts';

/** What a call is tried with. A GET that takes nothing needs none; a call without one fails the test with its name. */
export interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Of the example's people; the manager by default. */
  readonly as?: string;
}

const remind = { command: { name: 'remind', scope: 'overdue' }, text: '' };

export const SAMPLES: { readonly [Name in keyof Endpoints & EndpointName]?: Sample } = {
  'GET /tasks/:code': { params: { code: '14' } },
  'GET /sign-in/panel': {},
  'GET /board': {},
  'POST /orders/preview': { body: remind },
  'POST /orders': { body: remind },
  'POST /sign-out': {},
};
