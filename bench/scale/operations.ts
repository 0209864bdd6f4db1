import type { Acting } from '../../src/app/acting.ts';
import type { Deps } from '../../src/app/ports.ts';
import { climbNow } from '../../src/app/week/climb-ladder.ts';
import { freezeWeek } from '../../src/app/week/freeze-week.ts';
import { planDigest, planReminderMessages } from '../../src/app/week/plan-messages.ts';
import { linesNow } from '../../src/app/week/round-now.ts';
import { rowsNow } from '../../src/app/week/round-rows.ts';
import { settableClock } from '../../src/clock.ts';
import { writeLedger } from '../../src/documents/ledger-xlsx.ts';
import { addDays, dateOnly, mondayOf, type WallTime } from '../../src/domain/calendar/date.ts';
import { computeFigures, FigureCount } from '../../src/domain/ledger/figures.ts';
import type { DeskOrder } from '../../src/domain/ledger/desk-rows.ts';
import type { Round } from '../../src/domain/task/round.ts';
import { createLog } from '../../src/log.ts';
import { words } from '../../src/main/words.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { turnPages } from './pages.ts';

/* What an office's week asks of a round, each operation as the service runs it, without a channel to send by. */

export interface Operated {
  /** How much there was of what it makes: messages, rows, bytes. */
  readonly did: number;
  readonly seconds: number;
  /** Milliseconds of each query, by what was asked; empty for what is one piece of work. */
  readonly times: Readonly<Record<string, readonly number[]>>;
}

interface Scene {
  readonly deps: Deps;
  readonly round: Round;
  /** Jobs handed over so far. */
  readonly queued: { count: number };
}

type Operation = (scene: Scene) => Promise<{ did: number; times?: Operated['times'] }>;

/** The day of the week, and when. */
const MOMENTS: Readonly<Record<string, { readonly days: number; readonly time: WallTime }>> = {
  plan: { days: 0, time: '09:10' },
  ladder: { days: 0, time: '09:20' },
  freeze: { days: 4, time: '14:00' },
};
const OTHERWISE = { days: 4, time: '16:10' } as const;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  nothing: async () => ({ did: 0 }),
  plan: async ({ deps, round, queued }) => {
    const calendar = await deps.store.workCalendar();
    const week = mondayOf(deps.clock.local(deps.clock.now()).date);
    const ids = await deps.store.transaction(
      (stores) => planReminderMessages(deps, stores, round, calendar, { kind: 'weekly', week }),
      { long: true },
    );
    await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
    return { did: queued.count };
  },
  figures: async ({ deps, round }) => {
    const at = await nowOf(deps);
    const count = new FigureCount();
    for await (const rows of rowsNow(at, round)) for (const row of rows) count.add(row);
    return { did: count.figures(at.today).tasks.total };
  },
  freeze: async ({ deps, round }) => {
    const calendar = await deps.store.workCalendar();
    const week = mondayOf(deps.clock.local(deps.clock.now()).date);
    const frozen = await deps.store.transaction((stores) => freezeWeek(deps, stores, round, calendar, week), {
      long: true,
    });
    return { did: frozen.figures.tasks.total };
  },
  digest: async ({ deps, round }) => {
    const week = mondayOf(deps.clock.local(deps.clock.now()).date);
    const ids = await deps.store.transaction(
      (stores) => planDigest(deps, stores, round, { week, late: false }),
      {
        long: true,
      },
    );
    return { did: ids.length };
  },
  ladder: async ({ deps, round, queued }) => {
    await climbNow(deps, round, await deps.store.workCalendar());
    return { did: queued.count };
  },
  pages: ({ deps }) => turnPages(deps),
  export: async ({ deps, round }) => {
    const at = await nowOf(deps);
    const rounds = [{ id: round.id, letter: round.letter }];
    const search = { filter: {}, rounds, today: at.today, week: at.week, near: [] };
    const ids = await deps.store.desk.page(search, {
      order: BY_NUMBER,
      after: null,
      skip: 0,
      limit: EXPORTED,
    });
    const rows = await linesNow(at, round, await deps.store.desk.tasks(ids));
    const meta = {
      roundName: round.name,
      weekNo: null,
      week: at.week,
      asOf: at.today,
      frozenAt: null,
      sha256: null,
    };
    const figures = computeFigures({ rows, asOf: at.today });
    return { did: (await writeLedger({ rows, figures, meta, since: null })).length };
  },
};

async function nowOf(deps: Deps): Promise<Pick<Acting, 'stores' | 'calendar' | 'today' | 'week'>> {
  const today = deps.clock.local(deps.clock.now()).date;
  return { stores: deps.store, calendar: await deps.store.workCalendar(), today, week: mondayOf(today) };
}

const EXPORTED = 10_000;
const BY_NUMBER: DeskOrder = { by: 'no', descending: false };

export async function operate(name: string, url: string, monday: string): Promise<Operated> {
  const { days, time } = MOMENTS[name] ?? OTHERWISE;
  const zone = settableClock(new Date(0), 'Asia/Shanghai');
  zone.set(zone.instant({ date: addDays(dateOnly(monday), days), time }));
  const database = openDatabase(url);
  const queued = { count: 0 };
  const deps = {
    store: createStore(database, '/nowhere'),
    queue: { enqueue: async (jobs: readonly unknown[]) => void (queued.count += jobs.length) },
    clock: zone,
    log: createLog('warn', 'stderr'),
    words,
  } as unknown as Deps;
  const [round] = await deps.store.rounds.active();
  if (!round) throw new Error('no round is active');
  const begun = performance.now();
  const { did, times = {} } = (await OPERATIONS[name]?.({ deps, round, queued })) ?? { did: NaN };
  const seconds = (performance.now() - begun) / 1000;
  await database.close();
  return { did, seconds, times };
}
