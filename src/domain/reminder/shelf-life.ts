import { addDays, mondayOf, type DateOnly } from '../calendar/date.ts';

/** A message that waited while nothing was sent. */
export interface Waiting {
  readonly kind: string;
  /** The kind of its notice; null where it is composed when it is sent. */
  readonly says: string | null;
  readonly plannedOn: DateOnly;
  readonly ageHours: number;
}

/*
 * What is too old to be sent after a pause, so that resuming brings no burst of stale things (domain rule 5). Reminders,
 * reviews, look-backs and notes of the ladder are composed from the tasks when they are sent and end by rules of their
 * own: week over, window closed, nothing due.
 */

type Stale = (message: Waiting, today: DateOnly) => boolean;

const never: Stale = () => false;
const afterADay: Stale = ({ ageHours }) => ageHours > 24;
/** A chase is a manager's word of that day; he may chase again. */
const onAnotherDay: Stale = ({ plannedOn }, today) => plannedOn < today;
/** As with a digest that was missed while the service was down: the week before is still told of. */
const twoWeeksOn: Stale = ({ plannedOn }, today) => plannedOn < addDays(mondayOf(today), -7);
/** A list somebody asked for yesterday is no answer any more; what was recorded of him stays true. */
const unlessReceipt: Stale = ({ says, ageHours }) => ageHours > (says === 'receipt' ? 7 * 24 : 24);

const STALE: Readonly<Record<string, Stale>> = {
  weekly: never,
  nudge: never,
  review: never,
  look_back: never,
  escalation: never,
  escalation_proposal: never,
  ambiguous: never,
  card_update: never,
  /** News of a decision: the owner has to learn of it, whenever. */
  notice: never,
  chase: onAnotherDay,
  digest: twoWeeksOn,
  digest_picture: twoWeeksOn,
  reply: unlessReceipt,
};

/** Whether a message that waited out a pause is no longer worth sending. What is not listed keeps for a day. */
export const isStale = (message: Waiting, today: DateOnly): boolean =>
  (STALE[message.kind] ?? afterADay)(message, today);
