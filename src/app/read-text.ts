import type { PendingAsk, ReplyContext, Understanding } from '../domain/reply/result.ts';
import type { Task } from '../domain/task/task.ts';
import { confirmChase } from './chase.ts';
import { obey } from './obey-command.ts';
import { openChoices, remember, waitingTasks } from './questions.ts';
import { recordAnswer } from './record-answer.ts';
import { answer, type Turn } from './turn.ts';

/** Understands a text in the light of who wrote it and what we asked last, and does what it says. */
export async function readText(turn: Turn, text: string): Promise<string> {
  const pending = await turn.stores.pending.of(turn.person.id, turn.now);
  if (pending?.kind === 'confirm_chase') {
    const confirmed = turn.words.isConfirmation(text);
    if (confirmed !== null) return confirmChase(turn, pending, confirmed);
  }
  const ask = pending?.kind === 'ask' ? pending.ask : null;
  const understanding = await understand(turn, text, ask);
  if (understanding.command) return obey(turn, understanding.command, text);
  if (understanding.reports.length > 0 || understanding.requests.length > 0) {
    return recordAnswer(turn, understanding, text);
  }
  return askBack(turn, understanding, text);
}

/**
 * First with the tasks that wait for an answer; only when the text names another one, with all of the person's: so
 * "已完成" means the one open task, and "更正：6是基本完成" still reaches a task under review.
 */
async function understand(turn: Turn, text: string, pending: PendingAsk | null): Promise<Understanding> {
  const roundCodes = await turn.stores.tasks.codes();
  const context = (tasks: readonly Task[]): ReplyContext => ({
    today: turn.today,
    // What a reviewer may not do of a manager's commands is refused when it is obeyed.
    role: turn.isManager || turn.isReviewer ? 'manager' : 'official',
    items: tasks.map(({ code, title }) => ({ code, title })),
    roundCodes,
    pending,
  });
  const waiting = waitingTasks(turn);
  const understanding = turn.words.understand(text, context(waiting));
  if (understanding.unclear !== 'not_yours' || waiting.length === turn.ownTasks.length) return understanding;
  return turn.words.understand(text, context(turn.ownTasks));
}

/** Asks one short question. A code that stands in the text is repeated, and waited on where only its state is missing. */
async function askBack(turn: Turn, { unclear }: Understanding, text: string): Promise<string> {
  const why = unclear ?? 'not_understood';
  const code = codeIn(text);
  const task = turn.ownTasks.find((candidate) => candidate.code === code);
  answer(turn, { kind: 'question', question: { why, code, choices: openChoices(turn) } });
  if (why === 'which_item')
    await remember(turn, { item: null, asks: 'which_item', ...statusSaid(turn, text) });
  if (why === 'which_status' && task) await remember(turn, { item: task.code, asks: 'status' });
  return `asked_${why}`;
}

/** "已完成" without a task says a state all the same: it counts as soon as the task is named. */
function statusSaid(turn: Turn, text: string): Pick<PendingAsk, 'status'> {
  const items = openChoices(turn).slice(0, 1);
  const [report] = turn.words.understand(text, { ...NO_CONTEXT, today: turn.today, items }).reports;
  return report ? { status: report.status } : {};
}

const NO_CONTEXT = { role: 'official', roundCodes: [], pending: null } as const;

/** The first code-like word, for the wording only: nothing is recorded by it. */
const codeIn = (text: string): string | null =>
  /(?<![\dA-Z])[A-Z]?\d{1,3}(?!\d)/.exec(text.normalize('NFKC').toUpperCase())?.[0] ?? null;
