import { boardEndpoints } from './board.ts';
import { evidenceEndpoints } from './evidence.ts';
import { jssdkEndpoints } from './jssdk.ts';
import { lookBackEndpoints } from './look-backs.ts';
import { myWorkEndpoints } from './my-work.ts';
import { deskDecisionEndpoints } from './desk-decisions.ts';
import { deskLedgerEndpoints } from './desk-ledger.ts';
import { orderEndpoints } from './orders.ts';
import { serviceEndpoints } from './service.ts';
import { auditEndpoints } from './audit.ts';
import { healthEndpoints } from './health.ts';
import { replyEndpoints } from './replies.ts';
import { officeEndpoints } from './office.ts';
import { signInEndpoints } from './sign-in.ts';
import { taskEndpoints } from './tasks.ts';
import { weekEndpoints } from './week.ts';

/** Every call of /api/v1, by method and path. */
export const endpoints = {
  ...signInEndpoints,
  ...jssdkEndpoints,
  ...taskEndpoints,
  ...orderEndpoints,
  ...boardEndpoints,
  ...serviceEndpoints,
  ...replyEndpoints,
  ...weekEndpoints,
  ...auditEndpoints,
  ...healthEndpoints,
  ...officeEndpoints,
  ...evidenceEndpoints,
  ...myWorkEndpoints,
  ...deskLedgerEndpoints,
  ...deskDecisionEndpoints,
  ...lookBackEndpoints,
} as const;

export type Endpoints = typeof endpoints;
