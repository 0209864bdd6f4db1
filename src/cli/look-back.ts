import { Argument, InvalidArgumentError, type Command } from 'commander';
import { drawRound, dueOfSample, keepSample, seedOf, type RoundSample } from '../app/look-back/draw.ts';
import { openLookBacks } from '../app/look-back/lists.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { LookBackLine } from '../domain/message/look-back-notice.ts';
import type { Draw, SampleSize } from '../domain/task/look-back/draw-sample.ts';
import { AppError } from '../errors.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asCount, asLetter, asName } from './options.ts';
import { pickRound } from '../app/papers/pick-ledger.ts';

interface SampleOptions {
  readonly seed?: string;
  readonly percent?: number;
  readonly count?: number;
  readonly yes?: true;
  readonly json?: true;
}

/** Looking again at what is closed. */
export function addLookBack(program: Command, cli: Cli): void {
  const lookBack = program.command('look-back').description('look again at tasks that are closed');
  lookBack
    .command('sample')
    .addArgument(new Argument('<round>', 'its letter').argParser(asLetter))
    .description('draw a sample of the closed tasks; the same seed draws the same ones')
    .option('--seed <seed>', 'default: the letter and the day', asName)
    .option('--percent <percent>', 'so much of them, at least one (default: 10)', asPercent)
    .option('--count <count>', 'so many of them', asCount)
    .option('--yes', 'schedule the look-backs; without it nothing is changed')
    .option('--json', 'as JSON')
    .action((letter: string, options: SampleOptions) => sample(cli, letter, options));
  lookBack
    .command('list')
    .description('what is to be looked at again, the first due first')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) =>
      withApp(cli, async ({ deps: { store: stores, clock } }) => {
        const roundIds = new Set((await stores.rounds.active()).map(({ id }) => id));
        const { items } = await openLookBacks(
          { stores, clock, today: clock.local(clock.now()).date },
          roundIds,
        );
        if (json) printJson(cli, { items });
        else for (const line of listText(items)) cli.print(line);
      }),
    );
}

/** What is drawn when nothing is said. */
const USUAL_PERCENT = 10;

async function sample(cli: Cli, letter: string, options: SampleOptions): Promise<void> {
  const size = sizeOf(options);
  await withApp(cli, async ({ deps }) => {
    const at = deps.clock.now();
    const { date: today } = deps.clock.local(at);
    const round = await pickRound(deps, letter);
    const draw: Draw = { ...size, seed: options.seed ?? seedOf(round, today) };
    const due = dueOfSample(await deps.store.workCalendar(), today);
    const kept = options.yes === true;
    const drawn = await deps.store.transaction(async (stores) => {
      const drawnNow = await drawRound(stores, round, draw);
      const cause = { at, actor: 'operator', source: 'command' } as const;
      if (kept && drawnNow.fresh.length > 0) await keepSample(stores, drawnNow, due, cause);
      return drawnNow;
    });
    if (options.json) printJson(cli, jsonOf(drawn, { due, kept }));
    else for (const line of sampleText(drawn, { due, kept })) cli.print(line);
  });
}

function sizeOf({ percent, count }: SampleOptions): SampleSize {
  if (percent !== undefined && count !== undefined)
    throw new AppError('usage', 'say either --percent or --count');
  return count === undefined ? { percent: percent ?? USUAL_PERCENT } : { count };
}

interface Kept {
  readonly due: DateOnly;
  readonly kept: boolean;
}

const jsonOf = ({ round, draw, population, drawn, fresh }: RoundSample, { due, kept }: Kept): object => ({
  round: round.letter,
  ...draw,
  population,
  drawn: drawn.map((task) => ({
    code: task.code,
    title: task.title,
    unit: task.leadUnit?.name ?? '',
    category: task.category.name,
    closedOn: task.closedOn,
    already: !fresh.includes(task),
  })),
  due,
  kept,
});

const sampleText = (
  { round, draw, population, drawn, fresh }: RoundSample,
  { due, kept }: Kept,
): string[] => [
  `round ${round.letter}, seed ${draw.seed}: ${drawn.length} of ${population} closed tasks`,
  ...drawn.map(
    (task) =>
      `  ${task.code} ${task.title} (${task.leadUnit?.name ?? ''}, ${task.category.name})${fresh.includes(task) ? '' : ', is to be looked at already'}`,
  ),
  kept
    ? `${fresh.length} look-backs scheduled, due ${due}`
    : `nothing was changed; with --yes ${fresh.length} look-backs would be due ${due}`,
];

const listText = (items: readonly LookBackLine[]): string[] =>
  items.length === 0
    ? ['nothing is to be looked at again']
    : items.map(
        ({ code, title, unit, cause, dueOn, late }) =>
          `${dueOn}${late ? ' (late)' : ''} ${code} ${title} (${unit}), ${cause}`,
      );

function asPercent(text: string): number {
  const percent = Number(text);
  if (!/^\d{1,3}(?:\.\d+)?$/.test(text) || percent <= 0 || percent > 100)
    throw new InvalidArgumentError('expected more than 0, at most 100.');
  return percent;
}
