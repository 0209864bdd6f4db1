import { orderAs, previewAs, type Ordered } from '../../app/supervision/order-as.ts';
import type { orderEndpoints } from '../../contract/orders.ts';
import type { Notice } from '../../domain/message/notice.ts';
import { orderShown } from '../../zh/messages/preview.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Refusal } from './api-error.ts';
import type { HandlersOf } from './handler.ts';
import { STATUS_OF_REFUSAL } from './refusal-status.ts';

/** Does the order, or shows what it would do. */
export const orderHandlers = (api: ApiDeps): HandlersOf<typeof orderEndpoints> => ({
  'POST /orders': async (acting, { body }) =>
    answerOrder(api, await orderAs(acting, body.command, body.text)),
  'POST /orders/preview': async (acting, { body }) =>
    answerOrder(api, await previewAs(acting, body.command, body.text)),
});

/** What became of an order, for a page; a preview without what only chat needs. */
export function answerOrder(api: ApiDeps, ordered: Ordered): { outcome: string; message: string } | Refusal {
  const { outcome, notice, refused } = ordered;
  if (refused !== null) return refusalOf(api, ordered);
  const message = notice.kind === 'preview' ? orderShown(notice.order) : said(api, notice);
  return { outcome, message };
}

export const refusalOf = (api: ApiDeps, { outcome, notice, refused }: Ordered): Refusal => ({
  refused: refused ?? outcome,
  status: (refused && STATUS_OF_REFUSAL[refused]) ?? 409,
  detail: said(api, notice),
});

/** Marked 秘密 or higher: nothing of it was kept. */
export const secretRefusal = (api: ApiDeps): Refusal => ({
  refused: 'secret',
  status: 422,
  detail: said(api, { kind: 'secret_refused' }),
});

const said = ({ deps, plainText }: ApiDeps, notice: Notice): string => plainText(deps.words.say(notice));
