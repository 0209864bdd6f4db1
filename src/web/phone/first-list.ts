import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import { call } from '../shared/api.ts';

type List = AnswerOf<Endpoints['GET /my-tasks']>;

let begun: Promise<List> | null = null;

/** Asks for the list while it is still being asked who he is: on a slow phone that is one way less to wait for. */
export function beginList(): void {
  begun = call('GET /my-tasks');
  // Whoever takes it hears of what went wrong.
  begun.catch(() => null);
}

/** The list that was begun, once; afterwards a new one. @throws ApiError */
export function takeList(): Promise<List> {
  const list = begun ?? call('GET /my-tasks');
  begun = null;
  return list;
}
