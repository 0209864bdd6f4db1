import type { Store, Stores } from '../app/stores.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { auditStore } from './audit.ts';
import { chaseStore } from './chases.ts';
import { cardStore, pendingStore } from './conversation.ts';
import { entryStore } from './entries.ts';
import { inboundStore } from './inbound.ts';
import { outboundStore } from './outbound.ts';
import { peopleStore } from './people.ts';
import { requestStore } from './requests.ts';
import { roundStore } from './rounds.ts';
import type { Db } from './rows.ts';
import { taskStore } from './tasks.ts';
import { weekStore } from './weeks.ts';
import { loadWorkCalendar } from './work-calendar.ts';

/** A freeze of a large round takes its time; ordinary ones take milliseconds. */
const TRANSACTION = { maxWait: 15_000, timeout: 60_000 } as const;

export function createStore(db: PrismaClient): Store {
  return {
    ...stores(db),
    transaction: (work) => db.$transaction((tx) => work(stores(tx)), TRANSACTION),
    workCalendar: () => loadWorkCalendar(db),
  };
}

const stores = (db: Db): Stores => ({
  people: peopleStore(db),
  rounds: roundStore(db),
  tasks: taskStore(db),
  entries: entryStore(db),
  requests: requestStore(db),
  weeks: weekStore(db),
  chases: chaseStore(db),
  inbound: inboundStore(db),
  outbound: outboundStore(db),
  cards: cardStore(db),
  pending: pendingStore(db),
  audit: auditStore(db),
});
