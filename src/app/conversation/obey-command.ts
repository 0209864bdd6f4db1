import type { Action } from '../../domain/access/actions.ts';
import type { ReplyCommand, ReplyQuery, SupervisionCommand } from '../../domain/reply/result.ts';
import { mayAnywhere, note } from '../acting.ts';
import { countUnanswered } from '../week/open-asks.ts';
import { listLookBacks, listWarnings } from './look-back-queries.ts';
import { listReviews } from './list-reviews.ts';
import { propose } from './propose.ts';
import { listOverdue, listUnreported, showLedger, showMyTasks, showTask, showWeek } from './queries.ts';
import { showDeputies, showLetters } from './ladder-queries.ts';
import { forget } from './questions.ts';
import { showRequests } from './show-requests.ts';
import { answer, type Turn } from './turn.ts';
import { withdraw } from './withdraw-answer.ts';

/** Does what a command says, if the person may give it: orders are shown first, and done when he says yes. */
export async function obey(turn: Turn, command: ReplyCommand, text: string): Promise<string> {
  await forget(turn);
  if (isQuery(command)) return look(turn, command);
  return isOwn(command) ? obeyOwn(turn, command) : propose(turn, command, text);
}

/** What anybody may ask of his own things. */
type OwnCommand = Exclude<ReplyCommand, ReplyQuery | SupervisionCommand>;

const OWN: ReadonlySet<string> = new Set<OwnCommand['name']>([
  'help',
  'acknowledge',
  'my_items',
  'show',
  'withdraw',
]);

const isOwn = (command: ReplyCommand): command is OwnCommand => OWN.has(command.name);

async function obeyOwn(turn: Turn, command: OwnCommand): Promise<string> {
  switch (command.name) {
    case 'help':
      answer(turn, { kind: 'help', manager: mayAnywhere(turn, 'see_unreported') });
      return 'helped';
    case 'acknowledge':
      answer(turn, { kind: 'acknowledged', stillOpen: await countUnanswered(turn) });
      return 'acknowledged';
    case 'my_items':
      return showMyTasks(turn);
    case 'show':
      return showTask(turn, command.item);
    case 'withdraw':
      return withdraw(turn, command);
  }
}

interface Look {
  readonly may: Action;
  readonly show: (turn: Turn) => Promise<string>;
}

/** What can be looked up, and who may. */
const LOOKS: { readonly [Name in ReplyQuery['name']]: Look } = {
  unreported: { may: 'see_unreported', show: listUnreported },
  overdue: { may: 'see_week', show: listOverdue },
  ledger: { may: 'see_week', show: showLedger },
  digest: { may: 'see_week', show: showWeek },
  reviews: { may: 'review_closure', show: showWaiting },
  deputies: { may: 'set_deputy', show: showDeputies },
  look_backs: { may: 'check_look_back', show: listLookBacks },
  warnings: { may: 'see_week', show: listWarnings },
  letters: { may: 'sign_letter', show: showLetters },
};

const isQuery = (command: ReplyCommand): command is ReplyQuery => command.name in LOOKS;

async function look(turn: Turn, { name }: ReplyQuery): Promise<string> {
  const { may, show } = LOOKS[name];
  if (mayAnywhere(turn, may)) return show(turn);
  await note(turn, 'look_refused', name, { refused: true, detail: { why: 'not_permitted' } });
  answer(turn, { kind: 'question', question: { why: 'not_permitted', code: null, choices: [] } });
  return 'not_permitted';
}

/** 待审: closures, and for the office what else was asked for. */
async function showWaiting(turn: Turn): Promise<string> {
  const listed = await listReviews(turn);
  if (mayAnywhere(turn, 'decide_extension')) await showRequests(turn);
  return listed;
}
