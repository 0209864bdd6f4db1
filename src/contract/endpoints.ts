import { deskDecisionEndpoints } from './desk-decisions.ts';
import { deskLedgerEndpoints } from './desk-ledger.ts';
import { evidenceEndpoints } from './evidence.ts';
import { orderEndpoints } from './orders.ts';
import { signInEndpoints } from './sign-in.ts';
import { taskEndpoints } from './tasks.ts';

/** Every call of /api/v1, by method and path. */
export const endpoints = {
  ...signInEndpoints,
  ...taskEndpoints,
  ...orderEndpoints,
  ...evidenceEndpoints,
  ...deskLedgerEndpoints,
  ...deskDecisionEndpoints,
} as const;

export type Endpoints = typeof endpoints;
