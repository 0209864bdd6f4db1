import { computeFigures } from '../../domain/ledger/figures.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import type { Action } from '../../domain/access/actions.ts';
import { ownView } from '../../domain/access/own-view.ts';
import { roundsWhere, visibleTasks } from '../../domain/access/permissions.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo, note } from '../acting.ts';
import { whatBecameOf } from '../supervision/find-task.ts';
import { composeDigest } from '../week/digest.ts';
import { inOneBatch } from '../week/round-rows.ts';
import { unansweredTasks } from '../week/open-asks.ts';
import { byRound, linesNow, taskLine } from '../week/round-now.ts';
import { answer, type Turn } from './turn.ts';

/** How many past answers a task's detail shows. */
const HISTORY_SHOWN = 5;

/** His own, and beside them what he leads, what his unit has to do, and what he helps with. */
export async function showMyTasks(turn: Turn): Promise<string> {
  const { own, led, ofUnit, helped } = ownView(
    turn.person,
    await turn.stores.tasks.list({ concerns: turn.person }),
  );
  const lines = async (tasks: readonly Task[]) => (await linesOf(turn, tasks)).map(taskLine);
  answer(turn, {
    kind: 'my_tasks',
    tasks: await lines(own),
    led: await lines(led),
    ofUnit: await lines(ofUnit),
    helped: await lines(helped),
    ...byRound(turn),
  });
  return 'my_tasks_shown';
}

/** What he may see: the scope of every list, of the export and of the digest (design §7). */
const inScope = async (turn: Turn): Promise<Task[]> =>
  visibleTasks(turn.person, await turn.stores.tasks.list({}));

const roundsOf = (turn: Turn, action: Action): Round[] => roundsWhere(turn.person, action, turn.rounds);

/** Of the tasks he may see at all. */
export async function showTask(turn: Turn, code: string): Promise<string> {
  const [task] = visibleTasks(turn.person, await turn.stores.tasks.list({ code }));
  const [line] = task ? await linesOf(turn, [task]) : [];
  if (!task || !line) {
    const fate = await whatBecameOf(turn.stores, code, (gone) => mayDo(turn, 'see_task', gone));
    if (fate === null) await note(turn, 'show_refused', code, { refused: true });
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
  const lines = await linesOf(turn, await inScope(turn));
  const overdue = lines
    .filter(({ light }) => light === 'red')
    .toSorted((a, b) => b.overdueDays - a.overdueDays);
  answer(turn, { kind: 'overdue', tasks: overdue.map(taskLine), ...byRound(turn) });
  return 'overdue_listed';
}

/** Who was asked this week and has not answered; not a ranking, in the order of the ledger. */
export async function listUnreported(turn: Turn): Promise<string> {
  const people = new Map<string, { name: string; unit: string; codes: string[] }>();
  for (const task of await unansweredTasks(turn)) {
    const { owner, leadUnit, code } = task;
    if (!owner || !mayDo(turn, 'see_unreported', task)) continue;
    const line = people.get(owner.id) ?? { name: owner.name, unit: leadUnit?.name ?? '', codes: [] };
    line.codes.push(code);
    people.set(owner.id, line);
  }
  answer(turn, { kind: 'unreported', people: [...people.values()], ...byRound(turn) });
  return 'unreported_listed';
}

export async function showLedger(turn: Turn): Promise<string> {
  const tasks = await inScope(turn);
  for (const round of roundsOf(turn, 'see_week')) {
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

/** The digest as it would read now, shown to those who may see the round's week only. */
export async function showWeek(turn: Turn): Promise<string> {
  const tasks = await inScope(turn);
  for (const round of roundsOf(turn, 'see_week')) {
    const rows = await linesNow(turn, round, tasks);
    const digest = await composeDigest(turn, round, {
      week: turn.week,
      number: null,
      frozenAt: turn.now,
      rows: inOneBatch(rows),
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
