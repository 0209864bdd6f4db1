import type { OutgoingMessage } from '../domain/message/card.ts';
import type { Notice } from '../domain/message/notice.ts';
import { chaseCancelled, chaseEmpty, chaseSent, previewCard } from './messages/chase.ts';
import { digestMarkdown } from './messages/digest.ts';
import { asText } from './messages/parts.ts';
import type { NoticeOf } from './messages/parts.ts';
import { questionWords } from './messages/question.ts';
import { receiptText } from './messages/receipt.ts';
import { refusalWords } from './messages/refusal.ts';
import { chaseCard, reminderCard, updatedCard } from './messages/reminder.ts';
import { decidedText, extensionAsked, helpAsked } from './messages/review.ts';
import {
  acknowledgedText,
  administratorWarning,
  cannotRead,
  failedText,
  helpText,
  secretRefused,
  unknownPerson,
  welcomeText,
  withdrawnText,
} from './messages/service.ts';
import {
  ledgerSummary,
  myTasks,
  overdueList,
  reviewsWaiting,
  taskDetail,
  unreportedList,
} from './messages/tasks.ts';

/** Every notice has its words, or this does not compile. */
const WORDS: {
  readonly [Kind in Notice['kind']]: (notice: NoticeOf<Kind>) => OutgoingMessage;
} = {
  reminder: reminderCard,
  chase: chaseCard,
  card_update: updatedCard,
  chase_preview: previewCard,
  chase_sent: chaseSent,
  chase_empty: chaseEmpty,
  chase_cancelled: chaseCancelled,
  receipt: receiptText,
  question: ({ question }) => asText(questionWords(question)),
  refused: ({ why, code }) => asText(refusalWords(why, code)),
  withdrawn: withdrawnText,
  acknowledged: acknowledgedText,
  my_tasks: myTasks,
  task_detail: taskDetail,
  overdue: overdueList,
  unreported: unreportedList,
  reviews_waiting: reviewsWaiting,
  ledger_summary: ledgerSummary,
  digest: digestMarkdown,
  decided: decidedText,
  extension_asked: extensionAsked,
  help_asked: helpAsked,
  help: helpText,
  welcome: welcomeText,
  unknown_person: unknownPerson,
  cannot_read: cannotRead,
  secret_refused: secretRefused,
  administrator_warning: administratorWarning,
  failed: failedText,
};

/** What the bot says: a card, a text or a markdown message within the limits of WeCom (app-api §4.2, §4.3, §4.6). */
export const say = (notice: Notice): OutgoingMessage =>
  (WORDS[notice.kind] as (notice: Notice) => OutgoingMessage)(notice);
