import { array, boolean, constantFrom, nat, oneof, option, record, type Arbitrary } from 'fast-check';
import { addDays, type DateOnly } from '../../../src/domain/calendar/date.ts';
import type { LookBackNotice } from '../../../src/domain/message/look-back-notice.ts';
import { CHECK_POINTS } from '../../../src/domain/task/look-back/checklist.ts';
import { WARNING_REASONS } from '../../../src/domain/task/look-back/relapse-warnings.ts';

/* Any notice about looking back, with texts far longer than a message. */

const words = constantFrom('', '城建办', '<a href="x">**> #</a>', '整👌a1、\n<'.repeat(200));
const code = oneof(constantFrom('1', '39', 'A12', '400'), words);
const date = nat(700).map((days): DateOnly => addDays('2026-01-01', days));
const due = option(date, { nil: null });
const flag = boolean();
const list = <T>(item: Arbitrary<T>): Arbitrary<T[]> =>
  oneof(
    array(item, { maxLength: 3 }),
    item.map((same) => Array.from({ length: 45 }, () => same)),
  );

const cause = constantFrom('sample', 'scheduled', 'complaint', 'by_hand');
const items = list(record({ code, title: words, unit: words, cause, dueOn: date, late: flag }));
const points = list(constantFrom(...CHECK_POINTS)).map((some) => [...new Set(some)]);
const warnings = list(
  record({
    key: words,
    reason: constantFrom(...WARNING_REASONS),
    roundId: words,
    on: date,
    unit: words,
    category: words,
    codes: list(code),
  }),
);
const draws = list(record({ seed: words, population: nat(999), codes: list(code), already: list(code) }));

export const anyLookBackOrder = oneof(
  record({ do: constantFrom('sample'), draws, due: date }),
  record({ do: constantFrom('look_back'), code, title: words, passed: flag, finding: words, due }),
  record({ do: constantFrom('complaint'), code, title: words, text: words, due: date }),
);

export const LOOK_BACK_NOTICES: { readonly [Kind in LookBackNotice['kind']]: Arbitrary<object> } = {
  look_backs: record({ items, points }),
  look_backs_due: record({ items, points, warnings }).filter(
    (told) => told.items.length + told.warnings.length > 0,
  ),
  relapse_warnings: record({ warnings }),
  sample_drawn: record({ draws, due: date }),
  sample_empty: record({ draws }),
  look_back_recorded: record({ code, passed: flag, due }),
  relapsed: record({ code, title: words, finding: words, due, to: constantFrom('owner', 'unit_head') }),
  complaint_logged: record({ code, due: date }),
};
