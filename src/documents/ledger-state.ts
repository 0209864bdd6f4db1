import type { ClosureState, Completion, Horizon } from '../domain/task/task.ts';
import { closureWords, dayWithoutYear, horizonWords, withYear, yesWords } from '../zh/columns.ts';
import { importText } from '../zh/ledger-import.ts';
import { closureLabel, completionLabel, horizonLabel } from '../zh/labels.ts';
import { contentOf, folded, lookUp, textOf, wordsOf } from './cell-text.ts';
import { readDue } from './due-date.ts';
import type { Due } from './due-date.ts';
import type { RawLedgerRow, Reading } from './raw-ledger.ts';
import { readState } from './state-text.ts';

/** The axes of a task's state, which sheets write into one another's columns: 长期 as a deadline, 长期坚持 as a state. */
export function stateOf(
  reading: Reading,
  more: readonly Reading[] = [],
): Pick<RawLedgerRow, 'due' | 'horizon' | 'completion' | 'unstated' | 'closure'> {
  const stated = weakestOf(statedCompletion(reading), more);
  const closure = closureOf(reading, stated.completion);
  const completion = stated.completion ?? (closure === 'closed' ? 'done' : 'not_done');
  if (closure === 'closed' && completion !== 'done') {
    reading.note(
      'error',
      'closure',
      importText.contradicts(closureLabel[closure], completionLabel[completion]),
    );
  }
  const open = completion !== 'done' && completion !== 'stopped';
  const unstated = stated.completion === null && closure !== 'closed';
  return {
    ...timeOf(reading, { open, ongoing: open && stated.ongoing }),
    completion,
    ...(unstated && { unstated }),
    closure,
  };
}

interface Stated {
  readonly completion: Completion | null;
  readonly ongoing: boolean;
}

const WEAKEST_FIRST: readonly Completion[] = ['not_done', 'basically_done', 'done'];

/** Each row may say how far its own measure is: the task is as far as the last of them. */
function weakestOf(first: Stated, more: readonly Reading[]): Stated {
  let weakest = first;
  for (const reading of more.filter(({ row }) => row.fills('completion'))) {
    const other = statedCompletion(reading);
    if (other.completion === null || weakest.completion === null) continue;
    if (rankOf(other.completion) >= rankOf(weakest.completion)) continue;
    reading.note('warning', 'completion', importText.slowest(completionLabel[other.completion]));
    weakest = other;
  }
  return weakest;
}

const rankOf = (completion: Completion): number => {
  const rank = WEAKEST_FIRST.indexOf(completion);
  return rank < 0 ? WEAKEST_FIRST.length : rank;
};

function statedCompletion({ row, note }: Reading): Stated {
  const text = contentOf(row.value('completion'));
  const state = readState(text);
  if (text !== '' && state.completion === null) {
    note('error', 'completion', importText.unknownValue(text, Object.values(completionLabel)));
  }
  const flag = folded(textOf(row.value('ongoing')));
  return { completion: state.completion, ongoing: state.ongoing || wordsOf(yesWords).has(flag) };
}

/** A sheet without the column has struck off what it calls done. */
function closureOf({ row, has, note }: Reading, completion: Completion | null): ClosureState {
  if (!has('closure')) return completion === 'done' ? 'closed' : 'open';
  const text = contentOf(row.value('closure'));
  const closure = text === '' ? 'open' : lookUp(closureWords, text);
  if (closure === null) note('error', 'closure', importText.unknownValue(text, Object.values(closureLabel)));
  return closure ?? 'open';
}

/** 长期 wins wherever it is said of work that goes on, but not beside a date under another type. */
function timeOf(
  reading: Reading,
  { open, ongoing }: { readonly open: boolean; readonly ongoing: boolean },
): Pick<RawLedgerRow, 'due' | 'horizon'> {
  const { row, has, nameOf, note } = reading;
  const read = readDue(row.value('due')) ?? dueInYear(reading);
  if (read === null) note('error', 'due', importText.unknownDate(textOf(row.value('due'))));
  const { date, horizon: byDue } = read ?? NOTHING_READ;
  const type = statedHorizon(reading);
  const horizon = ongoing || (byDue === 'long' && date === null) ? 'long' : (type ?? byDue ?? 'term');
  if (horizon === 'long' && date !== null) note('warning', 'due', importText.longWithDate);
  // A column that is missing altogether is noted once, for the sheet.
  const lacksDate = horizon !== 'long' && open && read?.date === null && has('due');
  if (lacksDate) note('error', 'due', importText.empty(nameOf('due')));
  return { horizon, due: horizon === 'long' ? null : date };
}

/** 9月30日前: in the year of the title, and the office is told. */
function dueInYear({ row, year, note }: Reading): Due | null {
  const text = textOf(row.value('due'));
  if (year === null || !dayWithoutYear.test(text.normalize('NFKC'))) return null;
  const due = readDue(withYear(year, text));
  if (due !== null) note('warning', 'due', importText.yearOfTitle(text, year));
  return due;
}

const NOTHING_READ = { date: null, horizon: null };

function statedHorizon({ row, note }: Reading): Horizon | null {
  const text = contentOf(row.value('horizon'));
  const type = lookUp(horizonWords, text);
  if (text !== '' && type === null) {
    note('error', 'horizon', importText.unknownValue(text, Object.values(horizonLabel)));
  }
  return type;
}
