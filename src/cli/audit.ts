import type { Command } from 'commander';
import { findReplayDifferences, type ReplayDifference } from '../app/audit/find-replay-differences.ts';
import { taskLife } from '../app/audit/task-life.ts';
import { verifyAudit, type AuditVerdict } from '../app/audit/verify-audit.ts';
import type { AuditFault } from '../app/audit/audit-stores.ts';
import type { AuditRow } from '../app/audit/audit-stores.ts';
import type { Clock } from '../clock.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import { lifeLine, lifeTitle } from '../zh/audit.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asCount, asDate, asName } from './options.ts';

/** A list is read by a person; the newest are shown. */
const SHOWN = 500;

interface ListOptions {
  readonly since?: DateOnly;
  readonly actor?: string;
  readonly limit: number;
  readonly json?: true;
}

/** The audit log: whether it is whole, what it says of a task, and whether the tasks are what it says. */
export function addAudit(program: Command, cli: Cli): void {
  const audit = program
    .command('audit')
    .description('the audit log; it is never shortened, and nothing in it changes');
  audit
    .command('verify')
    .description(
      'whether nobody changed, deleted, inserted, moved or cut off entries; exit code 1 when somebody did',
    )
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) => verify(cli, json === true));
  audit
    .command('show <code>')
    .description("a task's life, one line for each thing that happened")
    .option('--json', 'as JSON')
    .action((code: string, { json }: { json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const life = await taskLife(deps, code);
        if (json) return printJson(cli, life);
        cli.print(lifeTitle(life.code, life.title, life.lines.length));
        for (const line of life.lines) cli.print(lifeLine(line));
      }),
    );
  audit
    .command('list')
    .description('entries of the log, oldest first')
    .option('--since <date>', 'from that day on', asDate)
    .option('--actor <userid>', 'what that person did, or operator, system', asName)
    .option('--limit <n>', 'the newest so many', asCount, SHOWN)
    .option('--json', 'as JSON')
    .action((options: ListOptions) => list(cli, options));
  audit
    .command('replay')
    .description('whether every task is what its history leads to; exit code 1 when one is not')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) => replay(cli, json === true));
}

async function verify(cli: Cli, json: boolean): Promise<void> {
  await withApp(cli, async ({ deps }) => {
    const verdict = await verifyAudit(deps);
    if (json) printJson(cli, { ...verdict, fault: verdict.fault && plainFault(verdict.fault) });
    if (verdict.fault) throw new Error(FAULTS[verdict.fault.what](verdict.fault.seq));
    if (!json) cli.print(wholeText(verdict));
  });
}

const plainFault = ({ seq, what }: AuditFault) => ({ seq: String(seq), what });

const wholeText = ({ rows, anchors }: AuditVerdict): string =>
  anchors === 0
    ? `the chain of ${rows} entries is whole; there is no anchor outside the database yet`
    : `the chain of ${rows} entries is whole and agrees with its ${anchors} anchors`;

const FAULTS: Readonly<Record<AuditFault['what'], (seq: bigint) => string>> = {
  altered: (seq) => `entry ${seq} was altered: its content is not what its hash says`,
  broken_link: (seq) =>
    `entry ${seq} does not follow the one before it: entries were deleted, inserted or moved there`,
  cut_off: (seq) => `the log was cut off: entry ${seq}, which was anchored, is missing with all behind it`,
  fewer_rows: (seq) =>
    `the log was cut off: it ends with entry ${seq}, and has fewer entries than were written up to today`,
  rewritten: (seq) =>
    `entry ${seq} is not the one that was anchored: the log was rewritten from there or before`,
  unreadable_anchor: (seq) => `line ${seq} of the anchors' file is no anchor: the file was tampered with`,
};

async function list(cli: Cli, { since, actor, limit, json }: ListOptions): Promise<void> {
  await withApp(cli, async ({ deps: { store, clock } }) => {
    const rows = await store.audit.list({
      ...(since && { since: clock.instant({ date: since, time: '00:00' }) }),
      ...(actor !== undefined && { actor }),
      limit,
    });
    if (json)
      return printJson(
        cli,
        rows.map((row) => ({ ...row, seq: String(row.seq) })),
      );
    for (const row of rows) cli.print(rowText(row, clock));
    if (rows.length === 0) cli.print('no entry');
    if (rows.length === limit) cli.print(`only the newest ${limit} are shown`);
  });
}

function rowText(
  { seq, at, actor, actingFor, event, subject, refused, source, reason }: AuditRow,
  clock: Clock,
): string {
  const { date, time } = clock.local(at);
  const who = actingFor === null ? actor : `${actor} for ${actingFor}`;
  const line = [
    `${seq}`,
    `${date} ${time}`,
    who,
    refused ? `${event} (refused)` : event,
    subject,
    source,
    reason,
  ];
  return line.filter((part) => part !== '').join('  ');
}

async function replay(cli: Cli, json: boolean): Promise<void> {
  await withApp(cli, async ({ deps }) => {
    const { tasks, differences } = await findReplayDifferences(deps);
    if (json) printJson(cli, { tasks, differences });
    else for (const line of differences.flatMap(differenceText)) cli.print(line);
    if (differences.length > 0)
      throw new Error(`${differences.length} of ${tasks} tasks are not what their history leads to`);
    if (!json) cli.print(`all ${tasks} tasks are what their history leads to`);
  });
}

const differenceText = ({ code, unrecorded, misfits }: ReplayDifference): string[] => [
  ...(unrecorded ? [`${code}: the log does not say how it began`] : []),
  ...misfits.map(
    ({ field, seq, recorded, replayed }) =>
      `${code}: ${field} is ${JSON.stringify(recorded)} ${seq === null ? 'now' : `before entry ${seq}`}, its history says ${JSON.stringify(replayed)}`,
  ),
];
