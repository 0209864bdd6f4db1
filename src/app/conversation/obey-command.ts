import type { ReplyCommand } from '../../domain/reply/result.ts';
import { previewChase } from '../supervision/chase.ts';
import { countUnanswered } from './open-asks.ts';
import { forget } from './questions.ts';
import { listOverdue, listUnreported, showLedger, showMyTasks, showTask, showWeek } from './queries.ts';
import { decide } from '../supervision/review.ts';
import { answer, type Turn } from './turn.ts';
import { withdrawAnswer } from './withdraw-answer.ts';

/** Does what a command says, if the person may give it. */
export async function obey(turn: Turn, command: ReplyCommand, text: string): Promise<string> {
  await forget(turn);
  if (!mayObey(turn, command)) {
    answer(turn, { kind: 'question', question: { why: 'not_permitted', code: null, choices: [] } });
    return 'not_permitted';
  }
  switch (command.name) {
    case 'help':
      answer(turn, { kind: 'help', manager: turn.isManager });
      return 'helped';
    case 'acknowledge':
      answer(turn, { kind: 'acknowledged', stillOpen: await countUnanswered(turn) });
      return 'acknowledged';
    case 'my_items':
      return showMyTasks(turn);
    case 'show':
      return showTask(turn, command.item);
    case 'withdraw':
      return withdrawAnswer(turn);
    case 'remind':
      return previewChase(turn, command);
    case 'unreported':
      return listUnreported(turn);
    case 'overdue':
      return listOverdue(turn);
    case 'ledger':
      return showLedger(turn);
    case 'digest':
      return showWeek(turn);
    case 'approve':
    case 'return':
      return decide(turn, command, text);
  }
}

const FOR_MANAGERS: ReadonlySet<ReplyCommand['name']> = new Set([
  'remind',
  'unreported',
  'overdue',
  'ledger',
  'digest',
]);

/** Reviewers decide closures; chasing, lists of others and extensions are the manager's (domain rules 1 and 8). */
function mayObey({ isManager, isReviewer }: Turn, command: ReplyCommand): boolean {
  if (FOR_MANAGERS.has(command.name)) return isManager;
  if (command.name !== 'approve' && command.name !== 'return') return true;
  return isManager || (isReviewer && command.what === 'closure');
}
