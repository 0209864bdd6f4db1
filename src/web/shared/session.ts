import { ref, type Ref } from 'vue';
import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import type { Action } from '../../domain/access/actions.ts';
import { call } from './api.ts';

export type Me = AnswerOf<Endpoints['GET /me']>;

/** Who is signed in; null until the service has said so. */
export const me: Ref<Me | null> = ref(null);

/** @throws ApiError */
export async function loadMe(): Promise<Me> {
  me.value ??= await call('GET /me');
  return me.value;
}

/** Whether his roles allow it in some round: what is not allowed is not offered. The service decides. */
export const mayAnywhere = (action: Action): boolean => me.value?.may.includes(action) ?? false;

/** @throws ApiError */
export async function signOut(): Promise<void> {
  await call('POST /sign-out');
  location.assign('/sign-in');
}
