import { orderAs, previewAs, type Ordered } from '../../app/supervision/order-as.ts';
import type { orderEndpoints } from '../../contract/orders.ts';
import type { RefusalReason } from '../../domain/message/lines.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Refusal } from './api-error.ts';
import type { HandlersOf } from './handler.ts';

/** He may not; it is not as he thinks; it lacks something. What is not listed is a conflict with how things are. */
const STATUS: Readonly<Partial<Record<RefusalReason | 'secret', 403 | 409 | 422>>> = {
  not_permitted: 403,
  own_submission: 403,
  same_reviewer: 403,
  not_reviewer: 403,
  reason_missing: 422,
  no_such_item: 422,
  not_later: 422,
  no_deadline: 422,
  secret: 422,
};

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
    : { refused, status: STATUS[refused] ?? 409, detail: message };
}
