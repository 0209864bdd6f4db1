import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { actAs } from '../../app/office/act-as.ts';
import { orderAs, previewAs, type Ordered } from '../../app/supervision/order-as.ts';
import type { RefusalReason } from '../../domain/message/lines.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail } from './api-error.ts';
import { orderBody } from './command-schema.ts';
import { useridOf } from './session.ts';

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
export const takeOrder =
  (api: ApiDeps, how: 'perform' | 'preview') =>
  async (request: Request, response: Response): Promise<void> => {
    const body = orderBody.safeParse(request.body);
    if (!body.success) {
      const detail = body.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      return fail(response, 'bad_request', detail);
    }
    const { command, text } = body.data;
    const by = { source: 'api', id: `api:${randomUUID()}` } as const;
    const ordered = await actAs(api.deps, useridOf(response), by, (acting) =>
      (how === 'perform' ? orderAs : previewAs)(acting, command, text),
    );
    if (ordered === null) return fail(response, 'not_known_here');
    answer(api, response, ordered);
  };

function answer(
  { deps, plainText }: ApiDeps,
  response: Response,
  { outcome, notice, refused }: Ordered,
): void {
  const message = plainText(deps.words.say(notice));
  if (refused === null) response.json({ outcome, message });
  else response.status(STATUS[refused] ?? 409).json({ outcome, code: refused, message });
}
