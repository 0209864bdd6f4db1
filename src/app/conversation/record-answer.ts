import type { ReceiptNotice } from '../../domain/message/notice.ts';
import type { Question, RecordedLine, RequestLine } from '../../domain/message/lines.ts';
import type { ReplyReport, ReplyRequest, Understanding } from '../../domain/reply/result.ts';
import { mayExtend } from '../../domain/task/transitions.ts';
import type { Task } from '../../domain/task/task.ts';
import { askForPlan } from './next-plan.ts';
import { countUnanswered } from '../week/open-asks.ts';
import { claimLines, takeEarlier } from './evidence.ts';
import { forget, openChoices, remember } from './questions.ts';
import { recordReport } from './record-report.ts';
import { note, tellManagers } from '../acting.ts';
import { answer, soonest, weekWindows, type Turn } from './turn.ts';

/** Records what an answer says, task by task, and echoes back what was recorded and what is still to be said. */
export async function recordAnswer(turn: Turn, understanding: Understanding, text: string): Promise<string> {
  const recorded: RecordedLine[] = [];
  const answered: Task[] = [];
  const reported: { task: Task; entryId: string }[] = [];
  const requests: RequestLine[] = [];
  for (const report of understanding.reports) {
    const task = taskOf(turn, report.item);
    const line = await recordReport(turn, task, inWords(turn, report), 'chat');
    if ('refused' in line) requests.push({ kind: 'refused', code: report.item, why: line.refused });
    else {
      recorded.push(line.recorded);
      if (line.entryId !== null) reported.push({ task, entryId: line.entryId });
      if (!line.recorded.claimed) answered.push(task);
    }
  }
  let question = questionOf(turn, understanding);
  for (const request of understanding.requests) {
    const outcome = await handleRequest(turn, request, text);
    if (outcome === 'ask_due')
      question = { why: dueQuestion(understanding), code: request.item, choices: [] };
    else requests.push(outcome);
  }
  const evidence = await takeEarlier(turn, reported);
  await setPending(turn, question);
  question ??= await askForPlan(turn, answered);
  const claims = await claimLines(turn, claimed(recorded, reported));
  answer(turn, { ...(await receipt(turn, { recorded, requests, question })), evidence, claims });
  return 'recorded';
}

const claimed = (recorded: readonly RecordedLine[], reported: readonly { task: Task }[]): Task[] => {
  const codes = new Set(recorded.flatMap((line) => (line.claimed ? [line.code] : [])));
  return reported.flatMap(({ task }) => (codes.has(task.code) ? [task] : []));
};

/** A code that answered "which one?" is no text for the ledger: the state says it. */
const inWords = ({ words }: Turn, report: ReplyReport): ReplyReport =>
  report.text === report.item ? { ...report, text: words.statusText(report.status) } : report;

const taskOf = (turn: Turn, code: string): Task => {
  const task = turn.ownTasks.find((candidate) => candidate.code === code);
  if (!task) throw new Error(`understood a code that is not this person's: ${code}`);
  return task;
};

const dueQuestion = ({ unclear }: Understanding): Question['why'] =>
  unclear === 'date_in_past' ? 'date_in_past' : 'extension_due';

/** What remains to be asked about the parts of the answer that were not clear. */
function questionOf(turn: Turn, { unclear, reports }: Understanding): Question | null {
  if (unclear === null || unclear === 'date_in_past') return null;
  const reported = new Set(reports.map(({ item }) => item));
  return { why: unclear, code: null, choices: openChoices(turn).filter(({ code }) => !reported.has(code)) };
}

async function setPending(turn: Turn, question: Question | null): Promise<void> {
  if (question?.why === 'extension_due' || question?.why === 'date_in_past') {
    await remember(turn, { item: question.code, asks: 'extension_due' });
  } else if (question?.why === 'which_item') await remember(turn, { item: null, asks: 'which_item' });
  else await forget(turn);
}

/** What is asked of the office; an extension without a day asks for one. */
export async function handleRequest(
  turn: Turn,
  request: ReplyRequest,
  text: string,
): Promise<RequestLine | 'ask_due'> {
  const task = taskOf(turn, request.item);
  if (request.kind !== 'extension') return passToOffice(turn, task, request, text);
  if (request.due === null) return 'ask_due';
  return askExtension(turn, task, request.due, text);
}

/** 需协调 and 转办 are the office's to decide. */
async function passToOffice(
  turn: Turn,
  task: Task,
  request: Extract<ReplyRequest, { kind: 'help' | 'transfer' }>,
  text: string,
): Promise<RequestLine> {
  const to = request.kind === 'transfer' ? request.to : null;
  const standing = await turn.stores.handovers.pending(task.id, request.kind);
  if (standing) await withdrawStanding(turn, standing.id);
  await turn.stores.requests.addHandover({
    taskId: task.id,
    askedById: turn.person.id,
    at: turn.now,
    kind: request.kind,
    toName: to,
    text,
  });
  await note(turn, `${request.kind}_asked`, task.id, {
    reason: text,
    detail: { to, replaces: standing?.id ?? null },
  });
  await tellManagers(turn, task.roundId, {
    kind: 'help_asked',
    code: task.code,
    by: turn.person.name,
    request: request.kind,
    to,
    text,
  });
  return request.kind === 'transfer'
    ? { kind: 'transfer', code: task.code, to }
    : { kind: 'help', code: task.code };
}

/** Who asks twice means the second. */
const withdrawStanding = ({ stores, person, now }: Turn, id: string): Promise<void> =>
  stores.handovers.decide(id, { decision: 'withdrawn', byId: person.id, at: now, reason: '' });

async function askExtension(
  turn: Turn,
  task: Task,
  due: Task['dueOn'] & string,
  text: string,
): Promise<RequestLine> {
  const verdict = mayExtend(task, turn.today, due);
  if (!verdict.ok) {
    await note(turn, 'extension_refused', task.id, { refused: true, detail: { why: verdict.reason, due } });
    return { kind: 'refused', code: task.code, why: verdict.reason };
  }
  const standing = await turn.stores.requests.pendingExtension(task.id);
  if (standing) {
    await turn.stores.requests.decideExtension(standing.id, {
      decision: 'withdrawn',
      byId: turn.person.id,
      at: turn.now,
    });
  }
  await turn.stores.requests.addExtension({
    taskId: task.id,
    askedById: turn.person.id,
    at: turn.now,
    dueOn: due,
    reason: text,
  });
  await note(turn, 'extension_asked', task.id, {
    reason: text,
    detail: { due, replaces: standing?.dueOn ?? null },
  });
  await tellManagers(turn, task.roundId, {
    kind: 'extension_asked',
    code: task.code,
    title: task.title,
    by: turn.person.name,
    due,
    text,
  });
  return { kind: 'extension', code: task.code, due };
}

/** A round's window may have closed while another one's has not: what counts is where the answer went. */
function roundsConcerned(turn: Turn, recorded: readonly RecordedLine[]): Set<string> {
  const codes = new Set(recorded.map(({ code }) => code));
  const answered = turn.ownTasks.filter(({ code }) => codes.has(code)).map(({ roundId }) => roundId);
  return new Set(answered.length > 0 ? answered : turn.rounds.map(({ id }) => id));
}

/** The echo of what was recorded, and what happens next. */
export async function receipt(
  turn: Turn,
  said: Pick<ReceiptNotice, 'recorded' | 'requests' | 'question'>,
): Promise<ReceiptNotice> {
  const windows = await weekWindows(turn, roundsConcerned(turn, said.recorded));
  return {
    kind: 'receipt',
    ...said,
    late: said.recorded.length > 0 && windows.length > 0 && windows.every(({ closed }) => closed),
    digestAt: soonest(windows.flatMap(({ digestAt, closed }) => (digestAt && !closed ? [digestAt] : []))),
    stillOpen: await countUnanswered(turn),
  };
}
