import type { OutgoingMessage } from '../domain/message/card.ts';
import type { Notice } from '../domain/message/notice.ts';
import { administratorWarning } from './messages/administrator.ts';
import { answeredPrivately, bindingAsked, bindingRefused, boundText } from './messages/binding.ts';
import {
  becameOf,
  handedOver,
  handedToYou,
  personUnclear,
  planRecorded,
  requestsOpen,
  stagesSet,
  takenOffYou,
  taskChanged,
} from './messages/changes.ts';
import { chaseEmpty, chaseSent, previewCard } from './messages/chase.ts';
import { cancelledText, previewOrder } from './messages/preview.ts';
import { ambiguousCard, membersLeft, mentionInGroup, unreachedList } from './messages/delivery.ts';
import {
  closureReceipt,
  decidedAll,
  evidenceQuestion,
  requestWithdrawn,
  returnReason,
  reviewCard,
  reviewsWaiting,
} from './messages/closure.ts';
import { replyCorrected } from './messages/correction.ts';
import { digestDocument } from './messages/digest.ts';
import {
  complaintLogged,
  lookBackList,
  lookBackRecorded,
  lookBacksDue,
  relapsedText,
  sampleDrawn,
  sampleEmpty,
  warningList,
} from './messages/look-back.ts';
import {
  deputyEnded,
  deputyList,
  deputyProblem,
  deputySet,
  escalationDecided,
  escalationNote,
  escalationProposal,
  interviewRecorded,
  letterDropped,
  letterList,
  letterSigned,
} from './messages/ladder.ts';
import { mediaKept, mediaNotKept } from './messages/media.ts';
import { asText } from './messages/parts.ts';
import type { NoticeOf } from './messages/parts.ts';
import { questionWords } from './messages/question.ts';
import { receiptText } from './messages/receipt.ts';
import { refusalWords } from './messages/refusal.ts';
import { chaseCard, reminderCard, updatedCard } from './messages/reminder.ts';
import { decidedText, extensionAsked, helpAsked } from './messages/review.ts';
import {
  acknowledgedText,
  cannotRead,
  failedText,
  helpText,
  secretRefused,
  unknownPerson,
  welcomeText,
  withdrawnText,
} from './messages/service.ts';
import { chartInWords } from './wall-chart.ts';
import { ledgerSummary, myTasks, overdueList, taskDetail, unreportedList } from './messages/tasks.ts';

/** Every notice has its words, or this does not compile. */
const WORDS: {
  readonly [Kind in Notice['kind']]: (notice: NoticeOf<Kind>) => OutgoingMessage;
} = {
  reminder: reminderCard,
  reply_corrected: replyCorrected,
  chase: chaseCard,
  card_update: updatedCard,
  chase_preview: previewCard,
  chase_sent: chaseSent,
  chase_empty: chaseEmpty,
  preview: previewOrder,
  cancelled: cancelledText,
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
  review_card: reviewCard,
  closure_receipt: closureReceipt,
  evidence_question: evidenceQuestion,
  return_reason: returnReason,
  decided_all: decidedAll,
  request_withdrawn: requestWithdrawn,
  ledger_summary: ledgerSummary,
  digest: digestDocument,
  wall_chart: ({ chart }) => asText(chartInWords(chart)),
  decided: decidedText,
  extension_asked: extensionAsked,
  help_asked: helpAsked,
  help: helpText,
  welcome: welcomeText,
  unknown_person: unknownPerson,
  cannot_read: cannotRead,
  secret_refused: secretRefused,
  administrator_warning: administratorWarning,
  ambiguous: ambiguousCard,
  unreached: unreachedList,
  mention: mentionInGroup,
  binding_asked: bindingAsked,
  bound: boundText,
  binding_refused: bindingRefused,
  answered_privately: answeredPrivately,
  media_kept: mediaKept,
  media_not_kept: mediaNotKept,
  members_left: membersLeft,
  look_backs: lookBackList,
  look_backs_due: lookBacksDue,
  relapse_warnings: warningList,
  sample_drawn: sampleDrawn,
  sample_empty: sampleEmpty,
  look_back_recorded: lookBackRecorded,
  relapsed: relapsedText,
  complaint_logged: complaintLogged,
  task_changed: taskChanged,
  handed_to_you: handedToYou,
  taken_off_you: takenOffYou,
  handed_over: handedOver,
  stages_set: stagesSet,
  person_unclear: personUnclear,
  became_of: becameOf,
  requests_open: requestsOpen,
  plan_recorded: planRecorded,
  escalation: escalationNote,
  escalation_proposal: escalationProposal,
  escalation_decided: escalationDecided,
  letters: letterList,
  letter_signed: letterSigned,
  letter_dropped: letterDropped,
  interview_recorded: interviewRecorded,
  deputies: deputyList,
  deputy_set: deputySet,
  deputy_ended: deputyEnded,
  deputy_problem: deputyProblem,
  failed: failedText,
};

/** What the bot says: a card, a text or a document, short enough to be one message of the app (app-api §4.2, §4.3, §4.6). */
export const say = (notice: Notice): OutgoingMessage =>
  (WORDS[notice.kind] as (notice: Notice) => OutgoingMessage)(notice);
