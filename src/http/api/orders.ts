import { orderAs, previewAs, type Ordered } from '../../app/supervision/order-as.ts';
import type { orderEndpoints } from '../../contract/orders.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Refusal } from './api-error.ts';
import type { HandlersOf } from './handler.ts';
import { STATUS_OF_REFUSAL } from './refusal-status.ts';

/** Does the order, or shows what it would do. */
export const orderHandlers = (api: ApiDeps): HandlersOf<typeof orderEndpoints> => ({
  'POST /orders': async (acting, { body }) => answer(api, await orderAs(acting, body.command, body.text)),
  'POST /orders/preview': async (acting, { body }) =>
    answer(api, await previewAs(acting, body.command, body.text)),
});

function answer(
  { deps, plainText }: ApiDeps,
  { outcome, notice, refused }: Ordered,
): { outcome: string; message: string } | Refusal {
  const message = plainText(deps.words.say(notice));
  return refused === null
    ? { outcome, message }
    : { refused, status: STATUS_OF_REFUSAL[refused] ?? 409, detail: message };
}
