import type { Command } from 'commander';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { BaseChange } from '../domain/ledger/base-movement.ts';
import type { CompletionCount, Figures, GroupCount } from '../domain/ledger/ledger.ts';
import type { LedgerSince } from '../domain/ledger/movement.ts';
import { countTimeliness, ratesOf, type Rate, type Rates } from '../domain/ledger/timeliness.ts';
import { AppError } from '../errors.ts';
import type { PrintedLedger } from '../app/documents.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asDate, asLetter } from './options.ts';
import { pickLedger, pickRound } from '../app/papers/pick-ledger.ts';

interface FiguresOptions {
  readonly week?: DateOnly;
  readonly round?: string;
  readonly json?: true;
}

export function addFigures(program: Command, cli: Cli): void {
  program
    .command('figures')
    .description('how far the rounds are, now or in a frozen week; every sum is checked')
    .option('--week <date>', 'the frozen week of that day', asDate)
    .option('--round <letter>', 'this round only', asLetter)
    .option('--json', 'as JSON')
    .action(({ round: letter, json, ...choice }: FiguresOptions) =>
      withApp(cli, async ({ deps }) => {
        const rounds =
          letter === undefined ? await deps.store.rounds.active() : [await pickRound(deps, letter)];
        if (rounds.length === 0) throw new AppError('not_found', 'no round is active');
        const all = [];
        for (const round of rounds) {
          all.push({ letter: round.letter, ledger: await pickLedger(deps, round, choice) });
        }
        if (json) printJson(cli, { rounds: all.map(jsonOf) });
        else for (const each of all) for (const line of figuresText(each)) cli.print(line);
      }),
    );
}

interface RoundLedger {
  readonly letter: string;
  readonly ledger: PrintedLedger;
}

function jsonOf({ letter, ledger: { rows, figures, meta, since } }: RoundLedger): object {
  const { roundName: name, weekNo: number, week, frozenAt } = meta;
  const movement = since && { number: since.number, week: since.week, ...since.movement };
  const timeliness = countTimeliness(rows);
  const rates = ratesOf(figures, timeliness);
  return { round: letter, name, week, number, frozenAt, figures, timeliness, rates, movement };
}

function figuresText({ letter, ledger: { rows, figures, meta, since } }: RoundLedger): string[] {
  const { problems, tasks, lights, within, answers, byCategory, byUnit, byLeader, byHorizon, asOf } = figures;
  const timeliness = countTimeliness(rows);
  const frozen = meta.frozenAt === null ? 'not frozen' : `number ${meta.weekNo}, frozen ${meta.frozenAt}`;
  return [
    `round ${letter} ${meta.roundName}, week of ${meta.week}, as of ${asOf} (${frozen})`,
    `  problems: ${countText(problems)}`,
    `  tasks: ${countText(tasks)}`,
    `  within: ${within.immediateDone} immediate among the done, ${within.closed} closed, ${within.underReview} under review`,
    `  lights: ${sumText(tasks.total, lights)}`,
    `  types: ${sumText(tasks.total, byHorizon)}`,
    `  deadlines: ${sumText(tasks.total, timeliness)}`,
    `  answers: ${answersText(answers)}`,
    `  rates: ${ratesText(ratesOf(figures, timeliness))}`,
    ...(since ? movementText(since) : []),
    ...groupText('problems by category', byCategory.problems),
    ...groupText('tasks by unit', byUnit),
    ...groupText('tasks by leader', byLeader),
  ];
}

/** How the base came about (domain rule 4); nothing where it is made of the same tasks. */
function movementText({ number, movement: { base } }: LedgerSince): string[] {
  if (base === undefined) return [];
  const { before, after, added, parts, changes, problems } = base;
  return [
    `  base: ${before} in week ${number} + ${added.length + parts} added - ${changes.length} removed = ${after} tasks; problems ${problems.before} -> ${problems.after}`,
    ...listText('added', added),
    ...listText('removed', changes.map(changeText)),
  ];
}

const changeText = ({ how, code, into }: BaseChange): string =>
  `${code} ${how}${into.length > 0 ? ` into ${into.join(', ')}` : ''}`;

const listText = (title: string, items: readonly string[]): string[] =>
  items.length > 0 ? [`    ${title}: ${items.join('; ')}`] : [];

const countText = ({ total, done, basicallyDone, notDone, ongoing, stopped }: CompletionCount): string =>
  sumText(total, { done, 'basically done': basicallyDone, 'not done': notDone, ongoing, stopped });

const answersText = ({ asked, answered, notAnswered }: Figures['answers']): string =>
  sumText(asked, { answered, 'not answered': notAnswered });

const ratesText = ({ completion, onTime, reply }: Rates): string =>
  [
    `completion ${shareText(completion)} of all tasks`,
    `on time ${shareText(onTime)} of those done or overdue`,
    `reply ${shareText(reply)} of those asked`,
  ].join(', ');

const shareText = ({ part, whole, share }: Rate): string =>
  share === null ? `- (${part}/${whole})` : `${(share * 100).toFixed(1)} % (${part}/${whole})`;

const sumText = (total: number, parts: Readonly<Record<string, number>>): string =>
  `${total} = ${Object.entries(parts)
    .map(([name, count]) => `${count} ${name}`)
    .join(' + ')}`;

const groupText = (title: string, groups: readonly GroupCount[]): string[] => [
  `  ${title}:`,
  ...groups.map(({ name, count }) => `    ${name === '' ? '(none)' : name}: ${countText(count)}`),
];
