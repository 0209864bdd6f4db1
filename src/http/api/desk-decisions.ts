import { chaseShown, planChase } from '../../app/desk/chase-page.ts';
import { readRequests } from '../../app/desk/read-requests.ts';
import { decideClaim, readClaim, readQueue } from '../../app/desk/review-queue.ts';
import type { Ordered } from '../../app/supervision/order-as.ts';
import { readLookBacks } from '../../app/look-back/read-look-backs.ts';
import type { lookBackEndpoints } from '../../contract/look-backs.ts';
import type { deskDecisionEndpoints } from '../../contract/desk-decisions.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Refusal } from './api-error.ts';
import type { HandlersOf } from './handler.ts';
import { answerOrder, refusalOf } from './orders.ts';

export const deskDecisionHandlers = (
  api: ApiDeps,
): HandlersOf<typeof deskDecisionEndpoints & typeof lookBackEndpoints> => ({
  'GET /look-backs': (acting) => readLookBacks(acting),
  'GET /reviews': (acting) => readQueue(acting),
  'GET /reviews/:code': (acting, { params }) => readClaim(acting, params.code),
  'POST /reviews/:code': async (acting, { params, body }) => {
    const decided = await decideClaim(acting, { code: params.code, ...body });
    return 'notice' in decided ? answerOrder(api, decided) : decided;
  },
  'GET /requests': (acting) => readRequests(acting),
  'POST /chases/preview': async (acting, { body }) => planned(api, await planChase(acting, body)),
  'POST /chases': async (acting, { body }) => planned(api, await chaseShown(acting, body.items)),
});

const planned = <Plan extends object>(api: ApiDeps, plan: Plan | Ordered): Plan | Refusal =>
  isOrdered(plan) ? refusalOf(api, plan) : plan;

const isOrdered = (plan: object): plan is Ordered => 'notice' in plan;
