import type { PendingAsk, ReplyContext, Understanding } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { numbersNamed } from './numbers-named.ts';
import { endedCodeIn } from './ended-codes.ts';
import { obey } from './obey-command.ts';
import { mayAnywhere, note } from '../acting.ts';
import { whatBecameOf } from '../supervision/find-task.ts';
import { codesIn, ownCodeIn } from './codes-in.ts';
import { answerWhichEvidence } from './evidence.ts';
import { isPlan, recordPlan } from './next-plan.ts';
import { isReason, returnWithReason } from './press-review.ts';
import { confirm } from './propose.ts';
import { openChoices, remember, waitingTasks } from './questions.ts';
import { recordAnswer } from './record-answer.ts';
import { answer, type Turn } from './turn.ts';

/**
 * Understands a text in the light of who wrote it, what we asked last and what it quotes, and does what it says.
 * @param quoted the words of the message it answers to
 */
export async function readText(turn: Turn, said: string, quoted?: string): Promise<string> {
  const pending = await turn.stores.pending.of(turn.person.id, turn.now);
  if (pending?.kind === 'confirm') {
    const confirmed = turn.words.isConfirmation(said);
    if (confirmed !== null) return confirm(turn, pending, confirmed);
  }
  if (pending?.kind === 'evidence') {
    const codes = turn.words.evidenceAnswer(said, pending.codes);
    if (codes !== null) return answerWhichEvidence(turn, pending, codes);
  }
  const ask = pending?.kind === 'ask' ? pending.ask : null;
  const { text, understanding } = await understandQuoting(turn, said, ask, quoted);
  const ended = await endedCodeIn(turn, text, understanding);
  if (ended !== null) return noSuchItem(turn, ended);
  if (pending?.kind === 'next_plan' && isPlan(understanding, namesTask(turn, text))) {
    const recorded = await recordPlan(turn, pending, text);
    if (recorded !== null) return recorded;
  }
  if (pending?.kind === 'return_reason' && isReason(said, understanding))
    return returnWithReason(turn, pending, said);
  if (understanding.command) return obey(turn, understanding.command, text);
  if (understanding.reports.length > 0 || understanding.requests.length > 0) {
    return recordAnswer(turn, understanding, text);
  }
  return askBack(turn, understanding, text);
}

function noSuchItem(turn: Turn, code: string): string {
  answer(turn, { kind: 'question', question: { why: 'no_such_item', code, choices: openChoices(turn) } });
  return 'asked_no_such_item';
}
/** Whether it names a task by its code: to somebody without tasks it would be another's. */
const namesTask = (turn: Turn, text: string): boolean => {
  const roundCodes = turn.ownTasks.map(({ code }) => code);
  const context = { ...NO_CONTEXT, today: turn.today, items: [], roundCodes };
  return turn.words.understand(text, context).unclear === 'not_yours';
};

/** "已完成" in answer to a message about one task means that task. */
async function understandQuoting(
  turn: Turn,
  text: string,
  pending: PendingAsk | null,
  quoted: string | undefined,
): Promise<{ text: string; understanding: Understanding }> {
  const understanding = await understand(turn, text, pending);
  const code =
    quoted === undefined || understanding.unclear !== 'which_item' ? null : ownCodeIn(turn, quoted);
  if (code === null) return { text, understanding };
  const named = `${code} ${text}`;
  return { text: named, understanding: await understand(turn, named, pending) };
}

/**
 * First with the tasks that wait for an answer; only when the text names another one, with all of the person's: so
 * "已完成" means the one open task, and "更正：6是基本完成" still reaches a task under review.
 */
async function understand(turn: Turn, text: string, pending: PendingAsk | null): Promise<Understanding> {
  const roundCodes = await turn.stores.tasks.codes(numbersNamed(text));
  const context = (tasks: readonly Task[]): ReplyContext => ({
    today: turn.today,
    // What exactly he may do is decided where it is done.
    role: mayAnywhere(turn, 'review_closure') || mayAnywhere(turn, 'see_week') ? 'manager' : 'official',
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
  if (why === 'not_understood' && turn.words.isConfirmation(text) !== null) {
    answer(turn, { kind: 'refused', code: null, why: 'nothing_to_confirm' });
    return 'refused';
  }
  const code = codeIn(text);
  const task = turn.ownTasks.find((candidate) => candidate.code === code);
  const fate = why === 'no_such_item' && code !== null ? await whatBecameOf(turn.stores, code) : null;
  if (fate !== null) {
    answer(turn, fate);
    return 'asked_about_removed';
  }
  if (REFUSED.has(why)) await note(turn, 'answer_refused', code ?? '', { refused: true, detail: { why } });
  answer(turn, { kind: 'question', question: { why, code, choices: openChoices(turn) } });
  if (why === 'which_item')
    await remember(turn, { item: null, asks: 'which_item', ...statusSaid(turn, text) });
  if (why === 'which_status' && task) await remember(turn, { item: task.code, asks: 'status' });
  return `asked_${why}`;
}

/** What is not only unclear: he asked for what is not his. */
const REFUSED: ReadonlySet<string> = new Set(['not_yours', 'not_permitted', 'no_such_item']);

/** "已完成" without a task says a state all the same: it counts as soon as the task is named. */
function statusSaid(turn: Turn, text: string): Pick<PendingAsk, 'status'> {
  const items = openChoices(turn).slice(0, 1);
  const [report] = turn.words.understand(text, { ...NO_CONTEXT, today: turn.today, items }).reports;
  return report ? { status: report.status } : {};
}

const NO_CONTEXT = { role: 'official', roundCodes: [], pending: null } as const;

/** The first code-like word, for the wording only: nothing is recorded by it. */
const codeIn = (text: string): string | null => codesIn(text)[0] ?? null;
