import { boardEndpoints } from './board.ts';
import { orderEndpoints } from './orders.ts';
import { serviceEndpoints } from './service.ts';
import { signInEndpoints } from './sign-in.ts';
import { taskEndpoints } from './tasks.ts';

/** Every call of /api/v1, by method and path. */
export const endpoints = {
  ...signInEndpoints,
  ...taskEndpoints,
  ...orderEndpoints,
  ...boardEndpoints,
  ...serviceEndpoints,
} as const;

export type Endpoints = typeof endpoints;
