import type { Notice } from '../../domain/message/notice.ts';

export type Refused = Extract<Notice, { kind: 'refused' }>['why'] | 'secret' | 'failed';

/** He may not; it is not as he thinks; it lacks something. What is not listed is a conflict with how things are. */
export const STATUS_OF_REFUSAL: Readonly<Partial<Record<Refused, 403 | 404 | 409 | 422 | 500>>> = {
  not_permitted: 403,
  own_submission: 403,
  same_reviewer: 403,
  not_reviewer: 403,
  reason_missing: 422,
  no_such_item: 422,
  not_later: 422,
  no_deadline: 422,
  secret: 422,
  failed: 500,
};
