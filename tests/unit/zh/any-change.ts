import { array, constant, constantFrom, oneof, option, record } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { DateOnly } from '../../../src/domain/calendar/date.ts';
import type { ChangeNotice } from '../../../src/domain/message/change-notice.ts';

/*
 * Notices about tasks that change hands or leave the base, in the pieces any-notice.ts is made of.
 */

export const CHANGE_REFUSALS = [
  'reason_needed',
  'no_such_person',
  'several_people',
  'already_owner',
  'already_removed',
  'one_part',
  'several_rounds',
  'not_reported_up',
  'not_long_term',
  'no_such_stage',
] as const;

interface Pieces {
  readonly code: Arbitrary<string>;
  readonly words: Arbitrary<string>;
  readonly date: Arbitrary<DateOnly>;
  readonly count: Arbitrary<number>;
}

const list = <T>(item: Arbitrary<T>): Arbitrary<T[]> =>
  oneof(
    array(item, { maxLength: 3 }),
    item.map((same) => Array.from({ length: 45 }, () => same)),
  );
const maybe = <T>(value: Arbitrary<T>): Arbitrary<T | null> => option(value, { nil: null });
const subject = constantFrom('closure', 'extension', 'transfer', 'help');

const piecesOf = ({ code, words, date, count }: Pieces) => ({
  named: record({ code, title: words }),
  person: record({ name: words, unit: words }),
  goal: record({ no: count, text: words, dueOn: date, reachedOn: maybe(date) }),
});

export function anyChangeOrders(pieces: Pieces): Arbitrary<object> {
  const { code, words, date } = pieces;
  const { named, person, goal } = piecesOf(pieces);
  return oneof(
    record({ do: constant('hand_over'), tasks: list(named), to: person, unitsLeft: list(words) }),
    record({ do: constant('split'), code, into: list(named) }),
    record({ do: constant('merge'), into: named, others: list(named) }),
    record({ do: constantFrom('remove', 'stop'), code, title: words, reason: words }),
    record({ do: constant('report_up'), code, title: words, to: maybe(words) }),
    record({
      do: constant('stages'),
      code,
      title: words,
      goals: list(record({ dueOn: date, text: words })),
    }),
    record({ do: constant('stage_reached'), code, title: words, goal }),
  );
}

export function anyChangeNotices(pieces: Pieces & { readonly taskLine: Arbitrary<object> }): {
  readonly [Kind in ChangeNotice['kind']]: Arbitrary<object>;
} {
  const { code, words, date, taskLine } = pieces;
  const { named, person, goal } = piecesOf(pieces);
  return {
    task_changed: record({
      code,
      title: words,
      change: oneof(
        record({ how: constant('split'), into: list(named) }),
        record({ how: constant('merged'), into: named }),
        record({ how: constant('took_in'), others: list(named) }),
        record({ how: constantFrom('withdrawn', 'stopped', 'report_ended') }),
        record({ how: constant('reported_up'), to: words }),
      ),
      reason: words,
      ended: array(subject, { maxLength: 4 }),
    }),
    handed_to_you: record({ tasks: list(taskLine), from: list(words) }),
    taken_off_you: record({ tasks: list(named), to: person }),
    handed_over: record({ codes: list(code), to: person }),
    stages_set: record({ code, title: words, goals: list(goal) }),
    person_unclear: record({ code, name: words, people: list(person) }),
    became_of: record({
      code,
      how: constantFrom('split', 'merged', 'withdrawn'),
      on: date,
      into: list(code),
    }),
    requests_open: record({
      requests: list(
        record({
          what: constantFrom('extension', 'transfer', 'help'),
          code,
          title: words,
          by: words,
          askedOn: date,
          dueOn: maybe(date),
          to: maybe(words),
          text: words,
        }),
      ),
    }),
    plan_recorded: record({ code, plan: words }),
  };
}
