import { computeFigures } from '../../domain/ledger/figures.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import { visibleTasks } from '../../domain/access/permissions.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo } from '../acting.ts';
import { whatBecameOf } from '../supervision/find-task.ts';
import { composeDigest } from '../week/digest.ts';
import { unansweredTasks } from '../week/open-asks.ts';
import { byRound, linesNow, taskLine } from '../week/round-now.ts';
import { answer, type Turn } from './turn.ts';

/** How many past answers a task's detail shows. */
const HISTORY_SHOWN = 5;

export async function showMyTasks(turn: Turn): Promise<string> {
  const lines = await linesOf(turn, turn.ownTasks);
  answer(turn, { kind: 'my_tasks', tasks: lines.map(taskLine), ...byRound(turn) });
  return 'my_tasks_shown';
}

/** Of the tasks he may see at all. */
export async function showTask(turn: Turn, code: string): Promise<string> {
  const visible = visibleTasks(turn.person, await turn.stores.tasks.list({}));
  const task = visible.find((candidate) => candidate.code === code);
  const [line] = task ? await linesOf(turn, [task]) : [];
  if (!task || !line) {
    const fate = await whatBecameOf(turn.stores, code, (gone) => mayDo(turn, 'see_task', gone));
    answer(turn, fate ?? { kind: 'refused', code, why: 'no_such_item' });
    return 'refused';
  }
  const entries = standingEntries(await turn.stores.entries.ofTasks([task.id]));
  answer(turn, {
    kind: 'task_detail',
    task: taskLine(line),
    measures: task.measures.map(({ text }) => text),
    history: entries.slice(-HISTORY_SHOWN).map(({ week, status, text }) => ({ week, status, text })),
  });
  return 'task_shown';
}

export async function listOverdue(turn: Turn): Promise<string> {
  const lines = await linesOf(turn, await turn.stores.tasks.list({}));
  const overdue = lines
    .filter(({ light }) => light === 'red')
    .toSorted((a, b) => b.overdueDays - a.overdueDays);
  answer(turn, { kind: 'overdue', tasks: overdue.map(taskLine), ...byRound(turn) });
  return 'overdue_listed';
}

/** Who was asked this week and has not answered; not a ranking, in the order of the ledger. */
export async function listUnreported(turn: Turn): Promise<string> {
  const people = new Map<string, { name: string; unit: string; codes: string[] }>();
  for (const { owner, leadUnit, code } of await unansweredTasks(turn)) {
    if (!owner) continue;
    const line = people.get(owner.id) ?? { name: owner.name, unit: leadUnit?.name ?? '', codes: [] };
    line.codes.push(code);
    people.set(owner.id, line);
  }
  answer(turn, { kind: 'unreported', people: [...people.values()], ...byRound(turn) });
  return 'unreported_listed';
}

export async function showLedger(turn: Turn): Promise<string> {
  const tasks = await turn.stores.tasks.list({});
  for (const round of turn.rounds) {
    const figures = computeFigures({ rows: await linesNow(turn, round, tasks), asOf: turn.today });
    answer(turn, {
      kind: 'ledger_summary',
      roundName: round.name,
      asOf: turn.today,
      tasks: figures.tasks,
      lights: figures.lights,
      underReview: figures.within.underReview,
    });
  }
  return 'ledger_shown';
}

/** The digest as it would read now, shown to the manager only. */
export async function showWeek(turn: Turn): Promise<string> {
  for (const round of turn.rounds) {
    const rows = await linesNow(turn, round, await turn.stores.tasks.list({ roundId: round.id }));
    const digest = await composeDigest(turn, round, {
      week: turn.week,
      number: null,
      frozenAt: turn.now,
      rows,
      figures: computeFigures({ rows, asOf: turn.today }),
    });
    answer(turn, digest);
  }
  return 'digest_shown';
}

async function linesOf(turn: Turn, tasks: readonly Task[]): Promise<LedgerRow[]> {
  const lines = [];
  for (const round of turn.rounds) lines.push(...(await linesNow(turn, round, tasks)));
  return lines;
}
