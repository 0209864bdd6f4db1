import { InvalidArgumentError, type Command } from 'commander';
import type { FrozenWeek } from '../app/week/week-stores.ts';
import { baseSince } from '../app/week/movement-since.ts';
import { parseDateOnly } from '../domain/calendar/date.ts';
import { checkFigures } from '../domain/ledger/check-figures.ts';
import type { RowChange } from '../domain/ledger/row-changes.ts';
import { checkDiff, diffWeeks, type WeekDiff } from '../domain/ledger/week-diff.ts';
import { AppError } from '../errors.ts';
import { ledgerText } from '../zh/columns.ts';
import { answerChangeWords, diffLines, leavingWords, taskChangeWords } from '../zh/ledger-changes.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asLetter } from './options.ts';
import { findFrozen, pickRound, refuseOpenSums, type LedgerChoice } from '../app/papers/pick-ledger.ts';

interface DiffOptions {
  readonly round?: string;
  readonly json?: true;
}

export function addLedgerDiff(ledger: Command, cli: Cli): void {
  ledger
    .command('diff')
    .description('what changed between two frozen weeks, task by task; the counts close')
    .argument('<from>', 'the earlier week: its number (10 or W10) or any of its days', asWeek)
    .argument('<to>', 'the later week', asWeek)
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .option('--json', 'as JSON')
    .action((from: LedgerChoice, to: LedgerChoice, options: DiffOptions) => diff(cli, { from, to }, options));
}

/** `W10`, `10` or a day. */
function asWeek(text: string): LedgerChoice {
  const [, number] = /^W?([1-9]\d{0,3})$/i.exec(text) ?? [];
  if (number !== undefined) return { number: Number(number) };
  const week = parseDateOnly(text);
  if (week === null) throw new InvalidArgumentError('expected the number of a week (W10) or a day of it.');
  return { week };
}

async function diff(
  cli: Cli,
  weeks: { readonly from: LedgerChoice; readonly to: LedgerChoice },
  { round: letter, json }: DiffOptions,
): Promise<void> {
  await withApp(cli, async ({ deps }) => {
    const round = await pickRound(deps, letter);
    const from = await findFrozen(deps, round, weeks.from);
    const to = await findFrozen(deps, round, weeks.to);
    if (!from || !to || from.week >= to.week)
      throw new AppError('usage', 'name two different weeks, the earlier one first');
    refuseOpenSums([...checkFigures(from.figures), ...checkFigures(to.figures)]);
    const { base, errors } = await baseSince(deps.store, round, from, to);
    const result = diffWeeks(from.rows, to.rows, base);
    const totals = { before: from.figures.tasks.total, after: to.figures.tasks.total };
    refuseOpenSums([...errors, ...checkDiff(result, totals)]);
    if (json) return printJson(cli, { round: round.letter, ...jsonOf(from, to, result) });
    for (const line of diffLines(result, { from: titleOf(from), to: titleOf(to) })) cli.print(line);
  });
}

const titleOf = ({ number, week }: FrozenWeek): string => ledgerText.week(number, week);

const weekJson = ({ number, week, sha256, rows }: FrozenWeek): object => ({
  number,
  week,
  sha256,
  tasks: rows.length,
});

function jsonOf(from: FrozenWeek, to: FrozenWeek, result: WeekDiff): object {
  const { same, answered, changed, come, left } = result;
  return {
    from: weekJson(from),
    to: weekJson(to),
    counts: {
      before: result.before,
      after: result.after,
      same,
      answered: answered.length,
      changed: changed.length,
      come: come.length,
      left: left.length,
    },
    changed: changed.map(changeJson),
    answered: answered.map(changeJson),
    come: come.map(({ code, taskId }) => ({ code, taskId })),
    left: left.map((each) => ({
      code: each.row.code,
      taskId: each.row.taskId,
      how: each.how,
      into: each.into,
      words: leavingWords(each),
    })),
  };
}

/** Both values of each field that differs, and what the office reads. */
const changeJson = (change: RowChange): object => ({
  code: change.after.code,
  taskId: change.after.taskId,
  fields: [...change.fields, ...change.answer].map((field) => ({
    field,
    from: change.before[field] ?? null,
    to: change.after[field] ?? null,
  })),
  words: [...taskChangeWords(change), ...answerChangeWords(change)],
});
