import type { DeskCut } from '../../src/app/desk/desk-stores.ts';
import type { Acting } from '../../src/app/acting.ts';
import { deskRows, searchFor } from '../../src/app/desk/read-ledger.ts';
import { actAs } from '../../src/app/office/act-as.ts';
import type { Deps } from '../../src/app/ports.ts';
import { freezeWeek } from '../../src/app/week/freeze-week.ts';
import { planDigest, planReminderMessages } from '../../src/app/week/plan-messages.ts';
import { linesNow } from '../../src/app/week/round-now.ts';
import { settableClock } from '../../src/clock.ts';
import { writeLedger } from '../../src/documents/ledger-xlsx.ts';
import { addDays, dateOnly, mondayOf, type WallTime } from '../../src/domain/calendar/date.ts';
import { computeFigures } from '../../src/domain/ledger/figures.ts';
import {
  placeOf,
  type DeskFilter,
  type DeskOrder,
  type DeskPlace,
  type DeskRow,
} from '../../src/domain/ledger/desk-rows.ts';
import type { Round } from '../../src/domain/task/round.ts';
import { createLog } from '../../src/log.ts';
import { words } from '../../src/main/words.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';

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
    const rows = await linesNow(at, round, await deps.store.tasks.list({ roundId: round.id }));
    return { did: computeFigures({ rows, asOf: at.today }).tasks.total };
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
  pages: async ({ deps }) => turnPages(await theOffice(deps)),
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

const OFFICE = 'p0000001';
const EXPORTED = 10_000;
const BY_NUMBER: DeskOrder = { by: 'no', descending: false };

/** What somebody at the desk does: turns pages in each order, narrows, looks for words. */
const ASKED: readonly { readonly name: string; readonly filter: DeskFilter; readonly order: DeskOrder }[] = [
  { name: 'by number', filter: {}, order: BY_NUMBER },
  { name: 'by deadline', filter: {}, order: { by: 'due', descending: false } },
  { name: 'longest overdue', filter: {}, order: { by: 'overdue', descending: true } },
  { name: 'by unit', filter: {}, order: { by: 'unit', descending: false } },
  { name: 'by owner', filter: {}, order: { by: 'owner', descending: false } },
  { name: 'red', filter: { light: ['red'] }, order: BY_NUMBER },
  { name: 'of one unit', filter: { unit: '' }, order: BY_NUMBER },
  { name: 'unreported', filter: { reported: 'no' }, order: BY_NUMBER },
  { name: 'a code', filter: { search: '777' }, order: BY_NUMBER },
  { name: 'words', filter: { search: '消防通道' }, order: BY_NUMBER },
];
const PAGE = 100;
const PAGES = 5;

async function turnPages(acting: Acting): Promise<{ did: number; times: Operated['times'] }> {
  const { desk } = acting.stores;
  const times: Record<string, number[]> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    (times[name] ??= []).push(performance.now() - begun);
    return result;
  };
  let did = 0;
  const { units } = await timed('the names to choose from', () =>
    desk.names(acting.rounds.map(({ id }) => id)),
  );
  const search = await searchFor(acting, acting.rounds, {});
  for (const { name, filter, order } of ASKED) {
    const own = { ...filter, ...(filter.unit === '' && { unit: units[0] }) };
    let after: DeskPlace | null = null;
    for (let page = 0; page < PAGES; page += 1) {
      const cut: DeskCut = { order, after, skip: 0, limit: PAGE };
      const last: DeskRow | undefined = await timed(name, async () => {
        const ids = await desk.page({ ...search, filter: own }, cut);
        const rows = await deskRows(acting, await desk.tasks(ids));
        did += rows.length;
        return rows.find(({ taskId }) => taskId === ids.at(-1));
      });
      if (!last) break;
      after = placeOf(last, order);
    }
  }
  await timed('the counts above it', () => desk.figures(search));
  return { did, times };
}

/** Apart from a transaction, which a page of a million may outlast. */
async function theOffice(deps: Deps): Promise<Acting> {
  const found = await actAs(deps, OFFICE, { source: 'api', id: 'bench' }, async (acting) => acting);
  if (found === null) throw new Error('nobody of the office is there');
  return { ...found, stores: deps.store };
}

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
