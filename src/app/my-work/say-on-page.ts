import type { RequestSubject } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { note } from '../acting.ts';
import { claimLines, tieUploads } from '../conversation/evidence.ts';
import { handleRequest, receipt } from '../conversation/record-answer.ts';
import { recordReport } from '../conversation/record-report.ts';
import { answer, type Turn } from '../conversation/turn.ts';
import { withdraw } from '../conversation/withdraw-answer.ts';
import type { PageSaid } from './page-said.ts';

/**
 * Does what somebody said on a page, by the rules of chat: recorded by the same hand, answered by the same receipt.
 * @returns what was done, in a word
 */
export async function sayOnPage(turn: Turn, said: PageSaid): Promise<string> {
  switch (said.do) {
    case 'report':
      return report(turn, said);
    case 'ask':
      return ask(turn, said);
    case 'withdraw':
      return takeBack(turn, said);
    case 'upload':
      return 'upload_kept';
  }
}

async function report(turn: Turn, said: Extract<PageSaid, { do: 'report' }>): Promise<string> {
  const { words } = turn;
  const task = await ownTask(turn, said.report.item);
  if (!task) return 'refused';
  const text = said.report.text.trim() === '' ? words.statusText(said.report.status) : said.report.text;
  const done = await recordReport(turn, task, { ...said.report, text, nextPlan: said.nextPlan }, 'page');
  if ('refused' in done) {
    answer(turn, { kind: 'refused', code: task.code, why: done.refused });
    return 'refused';
  }
  const { recorded, entryId } = done;
  const tied = entryId === null ? [] : await tieUploads(turn, { task, entryId }, said.uploads);
  const claims = recorded.claimed ? await claimLines(turn, [task]) : [];
  const echo = await receipt(turn, { recorded: [recorded], requests: [], question: null });
  answer(turn, { ...echo, evidence: tied, claims });
  return 'recorded';
}

async function ask(turn: Turn, { request, text }: Extract<PageSaid, { do: 'ask' }>): Promise<string> {
  const task = await ownTask(turn, request.item);
  if (!task) return 'refused';
  if (text.trim() === '') {
    answer(turn, { kind: 'refused', code: task.code, why: 'reason_missing' });
    return 'refused';
  }
  const line = await handleRequest(turn, request, text);
  if (line === 'ask_due') throw new Error('a page asks for an extension with its day');
  if (line.kind === 'refused') {
    answer(turn, { kind: 'refused', code: task.code, why: line.why });
    return 'refused';
  }
  answer(turn, await receipt(turn, { recorded: [], requests: [line], question: null }));
  return 'requested';
}

const SUBJECT: Readonly<Record<'answer' | RequestSubject, { what?: RequestSubject }>> = {
  answer: {},
  extension: { what: 'extension' },
  help: { what: 'help' },
  transfer: { what: 'transfer' },
};

async function takeBack(turn: Turn, { item, what }: Extract<PageSaid, { do: 'withdraw' }>): Promise<string> {
  const task = await ownTask(turn, item);
  return task ? withdraw(turn, { name: 'withdraw', item, ...SUBJECT[what] }) : 'refused';
}

/** Only who answers for a task says something of it; whether there is such a task others do not learn. */
async function ownTask(turn: Turn, code: string): Promise<Task | null> {
  const task = turn.ownTasks.find((own) => own.code === code);
  if (task) return task;
  await note(turn, 'report_refused', code, { refused: true, detail: { why: 'no_such_item' } });
  answer(turn, { kind: 'refused', code, why: 'no_such_item' });
  return null;
}
