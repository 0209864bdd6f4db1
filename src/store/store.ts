import type { Store, Stores } from '../app/stores.ts';
import { auditStore } from './audit.ts';
import { budgetStore } from './budget.ts';
import { calendarStore } from './calendar.ts';
import { auditPageStore } from './audit-pages.ts';
import { baseStore, handoverStore } from './changes.ts';
import { chaseStore } from './chases.ts';
import { cardStore, pendingStore } from './conversation.ts';
import type { Database } from './database.ts';
import { deputyStore } from './deputies.ts';
import { DeskIndex } from './desk-index/desk-index.ts';
import { deskStore } from './desk.ts';
import { withMasking } from './masked.ts';
import { historyStore } from './history.ts';
import { entryStore } from './entries.ts';
import { evidenceStore, handoverWithdrawals } from './evidence.ts';
import { importUploadStore } from './import-uploads.ts';
import { inboundStore } from './inbound.ts';
import { interviewStore, ladderStore, letterStore } from './ladder.ts';
import { outboundStore } from './outbound.ts';
import { bulletinStore, problemStore } from './papers.ts';
import { retentionStore } from './retention.ts';
import { pauseStore } from './pause.ts';
import { peopleStore } from './people.ts';
import { replyStore } from './replies.ts';
import { requestStore } from './requests.ts';
import { roundStore } from './rounds.ts';
import type { Db } from './rows.ts';
import { roundTaskStore } from './round-tasks.ts';
import { taskStore } from './tasks.ts';
import { weekMessageStore } from './week-messages.ts';
import { planStore } from './week-plan.ts';
import { weekStore } from './weeks.ts';
import { haltStore, limitStore } from './limits.ts';
import { complaintStore, lookBackStore } from './look-backs.ts';
import { mediaStore, tileStore } from './media.ts';
import { bindingCodeStore, callbackSightings, robotChatStore, robotStateStore } from './robot.ts';
import { loadWorkCalendar } from './work-calendar.ts';

/** A freeze of a large round takes its time; ordinary ones take milliseconds. */
const TRANSACTION = { maxWait: 15_000, timeout: 60_000 } as const;
/** Ten thousand tasks are imported all or nothing, each with its line in the audit log. */
const LONG_TRANSACTION = { maxWait: 15_000, timeout: 30 * 60_000 } as const;

/** @param mediaDir where pictures and files are kept */
export function createStore({ db: plain, pool }: Pick<Database, 'db' | 'pool'>, mediaDir: string): Store {
  const db = withMasking(plain);
  const index = new DeskIndex();
  const storesOver = (connection: Db) => stores(connection, { pool, index, mediaDir });
  return {
    ...storesOver(db),
    transaction: (work, { long } = {}) =>
      db.$transaction((tx) => work(storesOver(tx)), long ? LONG_TRANSACTION : TRANSACTION),
    workCalendar: () => loadWorkCalendar(db),
  };
}

interface Beside {
  readonly pool: Database['pool'];
  readonly index: DeskIndex;
  readonly mediaDir: string;
}

const stores = (db: Db, { pool, index, mediaDir }: Beside): Stores => ({
  people: peopleStore(db),
  rounds: roundStore(db),
  tasks: taskStore(db),
  entries: entryStore(db),
  evidence: evidenceStore(db),
  handoverWithdrawals: handoverWithdrawals(db),
  requests: requestStore(db),
  handovers: handoverStore(db),
  base: baseStore(db),
  weeks: weekStore(db),
  chases: chaseStore(db),
  lookBacks: lookBackStore(db),
  complaints: complaintStore(db),
  inbound: inboundStore(db, pool),
  outbound: outboundStore(db),
  cards: cardStore(db),
  pending: pendingStore(db),
  audit: auditStore(db),
  history: historyStore(db),
  limits: limitStore(db),
  halts: haltStore(db),
  robotChats: robotChatStore(db),
  bindingCodes: bindingCodeStore(db),
  media: mediaStore(db, mediaDir),
  tiles: tileStore(db),
  importUploads: importUploadStore(db),
  robotStates: robotStateStore(db),
  callbackSightings: callbackSightings(db),
  calendar: calendarStore(db),
  budget: budgetStore(db),
  deputies: deputyStore(db),
  ladder: ladderStore(db),
  letters: letterStore(db),
  interviews: interviewStore(db),
  problems: problemStore(db),
  bulletins: bulletinStore(db),
  replies: replyStore(db),
  roundTasks: roundTaskStore(db),
  weekPlan: planStore(db),
  weekMessages: weekMessageStore(db),
  auditPages: auditPageStore(db),
  desk: deskStore(db, index),
  pause: pauseStore(db),
  retention: retentionStore(db, mediaDir),
});
