import {
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  option,
  record,
  subarray,
  tuple,
  uuid,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { DateOnly, LocalTime, WallTime } from '../../../src/domain/calendar/date.ts';
import { addDays } from '../../../src/domain/calendar/date.ts';
import { anyLookBackOrder, LOOK_BACK_NOTICES } from './any-look-back.ts';
import type { Notice } from '../../../src/domain/message/notice.ts';
import { anyChangeNotices, anyChangeOrders, CHANGE_REFUSALS } from './any-change.ts';

/*
 * Any notice the types allow, with texts far longer than a message, of characters of one to four bytes.
 */

const words = constantFrom(
  '',
  '城建办',
  '历史工程结算清零',
  ' \n ',
  '<a href="x">**> #</a>',
  '整👌a1、\n<'.repeat(200),
);
/** As a round numbers its tasks; what a person types for one may be anything. */
const taskCode = constantFrom('1', '39', 'A12', '400');
const code = oneof(taskCode, words);
const count = nat(999);
const flag = boolean();
const date = nat(700).map((days): DateOnly => addDays('2026-01-01', days));
const time = constantFrom<WallTime>('08:10', '16:10');
const moment: Arbitrary<LocalTime> = record({ date, time });
const maybe = <T>(value: Arbitrary<T>): Arbitrary<T | null> => option(value, { nil: null });
/** A few different items, or one of them over and over. */
const list = <T>(item: Arbitrary<T>): Arbitrary<T[]> =>
  oneof(
    array(item, { maxLength: 3 }),
    item.map((same) => Array.from({ length: 45 }, () => same)),
  );

const status = constantFrom('done', 'basically_done', 'in_progress', 'not_started', 'ongoing', 'no_change');
const light = constantFrom('green', 'yellow', 'red', 'closed');
const cardId = constant('c1');
const refusal = constantFrom(
  'after_deadline',
  'not_later',
  'no_deadline',
  'closed',
  'under_review',
  'already_asked',
  'own_submission',
  'same_reviewer',
  'not_reviewer',
  'nothing_to_confirm',
  'nothing_to_decide',
  'reason_missing',
  'not_closed',
  'finding_missing',
  'complaint_missing',
  'evidence_missing',
  'window_closed',
  'no_such_item',
  ...CHANGE_REFUSALS,
  'same_person',
  'overlaps',
  'no_deputy',
  'until_before_from',
  'not_overdue',
  'no_letter',
  'number_taken',
  'interview_text_missing',
);

const reason = oneof(
  record({ kind: constant('overdue'), days: count }),
  record({ kind: constant('near'), workingDays: count }),
  record({ kind: constant('review_due'), since: maybe(date) }),
  record({ kind: constant('stage'), dueOn: date, passed: flag }),
  constant({ kind: 'no_entry' }),
);
const asks = list(record({ taskId: uuid(), code, title: words, unit: words, dueOn: maybe(date), reason }));
const closure = constantFrom(
  'open',
  'first_review',
  'second_review',
  'final_review',
  'closed',
  'returned',
  'relapsed',
);
const taskLine = record({
  code,
  title: words,
  unit: words,
  owner: words,
  dueOn: maybe(date),
  light,
  overdueDays: count,
  horizon: constantFrom('immediate', 'term', 'long'),
  completion: constantFrom('not_done', 'basically_done', 'done', 'stopped'),
  closure,
  reported: maybe(status),
});
/** Of the codes above some are of such a round, some of none. */
const rounds = array(record({ letter: constantFrom('A', 'B'), name: words }), { maxLength: 2 });
const anyChangeOrder = anyChangeOrders({ code, words, date, count });
const CHANGE_NOTICES = anyChangeNotices({ code, words, date, count, taskLine });
const question = record({
  why: constantFrom(
    'which_item',
    'which_status',
    'not_understood',
    'not_yours',
    'no_such_item',
    'not_permitted',
    'date_in_past',
    'progress',
    'extension_due',
    'next_plan',
  ),
  code: maybe(code),
  choices: list(record({ code, title: words })),
});
const check = record({
  lacks: subarray(['person', 'act', 'effect']),
  vague: list(words),
  evidence: count,
  evidenceLacking: count,
});
const claims = list(record({ code, closure, check }));
const evidence = list(record({ code, fileName: words, bytes: nat(30_000_000) }));
const waitingReview = record({
  code,
  title: words,
  unit: words,
  owner: words,
  closure,
  days: count,
  evidence: count,
  evidenceLacking: count,
});
const refusedLines = list(record({ code, why: refusal }));
const receipt = record({
  kind: constant('receipt'),
  recorded: list(record({ code, status, text: words, claimed: flag, corrects: flag })),
  requests: list(
    oneof(
      record({ kind: constant('extension'), code, due: date }),
      record({ kind: constant('help'), code }),
      record({ kind: constant('transfer'), code, to: maybe(words) }),
      record({ kind: constant('refused'), code, why: refusal }),
    ),
  ),
  late: flag,
  digestAt: maybe(moment),
  stillOpen: count,
  question: maybe(question),
  evidence,
  claims,
});
/** Counts whose parts add up. */
const completionCount = tuple(count, count, count, count, count).map(
  ([done, basicallyDone, notDone, ongoing, stopped]) => ({
    total: done + basicallyDone + notDone + ongoing + stopped,
    done,
    basicallyDone,
    notDone,
    ongoing,
    stopped,
  }),
);
const lights = record({ green: count, yellow: count, red: count, closed: count });
const anyBase = record({
  before: count,
  after: count,
  added: list(taskCode),
  parts: count,
  changes: list(
    record({
      how: constantFrom('split', 'merged', 'withdrawn'),
      code: taskCode,
      into: array(taskCode, { maxLength: 4 }),
    }),
  ),
  problems: record({ before: count, after: count }),
});
const movement = record({
  newlyDone: list(taskCode),
  newlyClosed: list(taskCode),
  newlyOverdue: list(taskCode),
  relapsed: list(taskCode),
  added: list(taskCode),
  removed: list(taskCode),
  lights: list(record({ code: taskCode, from: light, to: light })),
  base: option(anyBase, { nil: undefined }),
});
const dropped = list(
  record({
    code,
    reason: constantFrom('chased_today', 'answered', 'closed', 'under_review', 'reported_up', 'no_owner'),
  }),
);

const pressed = constantFrom(
  'extension',
  'confirmed',
  'cancelled',
  'resent',
  'counted_as_sent',
  'review_passed',
  'review_closed',
  'review_returned',
  'review_over',
);
const messageKind = constantFrom('weekly', 'chase', 'digest', 'of_tomorrow');
const subject = constantFrom('closure', 'extension', 'transfer', 'help');
const userid = constantFrom('luhaiping', 'all');
const unreachedReason = constantFrom('no_account', 'out_of_scope', 'not_contacted', 'refused', 'unclear');
const channel = constantFrom('app', 'appchat', 'robot', 'webhook:领导小组群');
const warning = oneof(
  record({ what: constant('unknown_year'), years: list(integer({ min: 2026, max: 2099 })) }),
  record({ what: constant('channel_halted'), channel, code: count, advice: words }),
  record({ what: constant('channel_works_again'), channel, haltedAt: moment }),
  record({ what: constant('unknown_code'), channel, code: count, why: words }),
  record({ what: constant('daily_cap'), channel, until: moment }),
  record({ what: constantFrom('robot_kicked', 'robot_refused'), detail: words }),
  record({ what: constant('contacts_refused'), left: count }),
  record({ what: constant('app_inactive'), event: words }),
);

const deputyLine = record({ person: words, deputy: words, from: date, lastDay: maybe(date) });
const deputyTrouble = constantFrom('loop', 'too_long');

export const anyDigest = record({
  kind: constant('digest'),
  roundName: words,
  weekNo: maybe(count),
  late: flag,
  asOf: date,
  frozenAt: moment,
  problems: completionCount,
  tasks: completionCount,
  lights,
  underReview: count,
  immediateDone: count,
  answers: record({ asked: count, answered: count, notAnswered: count }),
  movement: maybe(movement),
  red: list(record({ code: taskCode, unit: words, days: count })),
  letters: array(record({ code: taskCode, unit: words, days: count }), { maxLength: 3 }),
  unanswered: list(record({ code: taskCode, unit: words })),
  nextDue: list(record({ code: taskCode, unit: words, dueOn: date })),
  lateAnswers: list(taskCode),
  skippedWeeks: list(date),
}) as Arbitrary<Extract<Notice, { kind: 'digest' }>>;

const stopped = constantFrom(null, 'closed', 'under_review');

/** One for each kind; the compiler asks for those that are missing. */
const NOTICES: { readonly [Kind in Notice['kind']]: Arbitrary<object> } = {
  digest: anyDigest,
  wall_chart: record({
    chart: record({
      roundName: words,
      weekNo: maybe(count),
      asOf: date,
      sha256: maybe(words),
      problems: completionCount,
      tasks: completionCount,
      immediateDone: count,
      underReview: count,
      lights,
      units: list(record({ name: words, lights, total: count })),
      trend: array(record({ weekNo: maybe(count), asOf: date, tasks: completionCount }), {
        minLength: 1,
        maxLength: 8,
      }),
      red: list(record({ code: taskCode, days: count })),
      nextDue: list(record({ code: taskCode, dueOn: date })),
    }),
  }),
  receipt,
  reminder: record({
    step: constantFrom('weekly', 'nudge'),
    late: flag,
    cardId,
    asks,
    closesAt: moment,
    reviews: list(taskLine),
  }),
  chase: record({ cardId, by: words, asks }),
  chase_preview: record({
    cardId,
    targets: list(record({ name: words, codes: list(code), remindedToday: flag })),
    dropped,
    deferredTo: maybe(moment),
  }),
  card_update: record({
    cardId,
    of: constantFrom('reminder', 'preview', 'ambiguous', 'review', 'escalation'),
    recorded: list(record({ code, label: oneof(status, pressed) })),
    remaining: asks,
    instead: maybe(receipt),
  }),
  question: record({ question }),
  my_tasks: record({
    tasks: list(taskLine),
    led: list(taskLine),
    ofUnit: list(taskLine),
    helped: list(taskLine),
    rounds,
  }),
  task_detail: record({
    task: taskLine,
    measures: list(words),
    history: list(record({ week: date, status, text: words })),
  }),
  help: record({ manager: flag }),
  withdrawn: record({ codes: list(code), evidence: count }),
  refused: record({ code: maybe(code), why: oneof(refusal, constant('nothing_to_withdraw')) }),
  acknowledged: record({ stillOpen: count }),
  unknown_person: constant({}),
  cannot_read: record({ what: constantFrom('image', 'voice', 'video', 'location', 'link', 'other') }),
  secret_refused: constant({}),
  welcome: record({ name: words }),
  chase_sent: record({ people: count, tasks: count, deferredTo: maybe(moment) }),
  chase_empty: record({ dropped }),
  cancelled: constant({}),
  preview: record({
    cardId,
    order: oneof(
      record({
        do: constantFrom('approve', 'return'),
        what: subject,
        code,
        title: words,
        due: maybe(date),
        reason: words,
      }),
      anyLookBackOrder,
      anyChangeOrder,
      record({
        do: constant('approve_all'),
        what: subject,
        tasks: list(record({ code, title: words })),
        refused: refusedLines,
      }),
      record({ do: constant('interview'), code, title: words, owner: words, text: words }),
      record({
        do: constant('sign_letter'),
        code,
        title: words,
        number: words,
        stopped,
      }),
      record({ do: constant('drop_letter'), code, title: words, reason: words }),
      record({ do: constantFrom('deputy', 'end_deputy'), line: deputyLine }),
    ),
  }),
  unreported: record({ people: list(record({ name: words, unit: words, codes: list(code) })), rounds }),
  overdue: record({ tasks: list(taskLine), rounds }),
  ledger_summary: record({
    roundName: words,
    asOf: date,
    tasks: completionCount,
    lights,
    underReview: count,
  }),
  reviews_waiting: record({
    tasks: list(waitingReview),
    insteadOf: option(list(words), { nil: undefined }),
    rounds,
  }),
  review_card: record({
    cardId,
    taskId: uuid(),
    requestId: uuid(),
    task: waitingReview,
    by: words,
    claimedOn: date,
    text: words,
    files: list(words),
    check,
  }),
  closure_receipt: record({ evidence, repeated: count, claims }),
  reply_corrected: record({
    by: words,
    recorded: list(record({ code, status, text: words, claimed: flag, corrects: flag })),
    withdrawn: list(taskCode),
    reason: words,
  }),
  evidence_question: record({ count, choices: list(record({ code, title: words })) }),
  return_reason: record({ code }),
  decided_all: record({
    what: subject,
    done: list(record({ code, outcome: constantFrom('approved', 'next_review') })),
    refused: refusedLines,
  }).filter(({ done, refused }) => done.length + refused.length > 0),
  request_withdrawn: record({
    code,
    what: constantFrom('extension', 'transfer', 'help'),
    by: maybe(words),
  }),
  extension_asked: record({ code, title: words, by: words, due: date, text: words }),
  help_asked: record({
    code,
    by: words,
    request: constantFrom('help', 'transfer'),
    to: maybe(words),
    text: words,
  }),
  decided: record({
    code,
    what: constantFrom('closure', 'extension', 'transfer', 'help'),
    outcome: constantFrom('approved', 'next_review', 'returned'),
    due: maybe(date),
    reason: words,
  }),
  administrator_warning: record({ warning }),
  ambiguous: record({ cardId, message: messageKind, to: words, at: moment }),
  unreached: record({
    roundName: words,
    step: constantFrom('weekly', 'nudge'),
    people: list(record({ name: words, unit: words, why: unreachedReason })),
  }),
  mention: record({ people: array(record({ userid, name: words }), { minLength: 1, maxLength: 5 }) }),
  binding_asked: constant({}),
  bound: record({ name: words }),
  binding_refused: record({ why: constantFrom('wrong', 'too_many') }),
  answered_privately: record({ reached: flag }),
  media_kept: record({ media: constantFrom('image', 'voice', 'video', 'file'), count }),
  media_not_kept: record({ why: constantFrom('gone', 'too_large', 'not_now') }),
  members_left: record({ people: list(record({ name: words, codes: list(code) })) }),
  ...LOOK_BACK_NOTICES,
  ...CHANGE_NOTICES,
  escalation: record({
    parts: array(
      record({
        as: constantFrom('unit_head', 'lead_leader', 'no_addressee', 'letter'),
        tasks: list(
          record({
            code,
            title: words,
            unit: words,
            owner: words,
            dueOn: date,
            days: count,
            insteadOf: maybe(words),
          }),
        ),
      }),
      { maxLength: 4 },
    ),
  }),
  escalation_proposal: record({
    cardId,
    targets: list(
      record({
        name: words,
        as: constantFrom('unit_head', 'lead_leader'),
        tasks: array(record({ code, days: count }), { maxLength: 5 }),
      }),
    ),
  }),
  escalation_decided: record({ sent: flag, tasks: count }),
  letters: record({
    letters: list(
      record({ code, title: words, unit: words, draftedOn: date, days: count, newLimit: date, stopped }),
    ),
  }),
  letter_signed: record({ code, number: words }),
  letter_dropped: record({ code }),
  interview_recorded: record({ code }),
  deputies: record({ deputies: list(deputyLine) }),
  deputy_set: record({ line: deputyLine, problem: maybe(deputyTrouble) }),
  deputy_ended: record({ person: words }),
  deputy_problem: record({ people: list(record({ name: words, problem: deputyTrouble })) }),
  failed: constant({}),
};

export const anyNotice: Arbitrary<Notice> = oneof(
  ...Object.entries(NOTICES).map(([kind, fields]) => fields.map((given) => ({ ...given, kind }) as Notice)),
);
