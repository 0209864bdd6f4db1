import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_ROUND_SETTINGS } from '../../../src/domain/task/round.ts';
import type { NewOutbound } from '../../../src/app/delivery/message-stores.ts';
import type { NewEntry, Store } from '../../../src/app/stores.ts';
import { openDatabase, type Database } from '../../../src/store/database.ts';
import { createStore } from '../../../src/store/store.ts';
import { aNewTask } from '../../support/a-new-task.ts';
import { createTestDatabase } from '../../support/database.ts';
import { aCause } from '../../support/a-cause.ts';

/** The stores over a database of their own. */
export interface OpenStore {
  readonly url: string;
  readonly mediaDir: string;
  readonly store: Store;
  readonly pool: Database['pool'];
  close(): Promise<void>;
}

export async function openStore(): Promise<OpenStore> {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase(url);
  const mediaDir = mkdtempSync(path.join(tmpdir(), 'duban-media-'));
  return {
    url,
    mediaDir,
    store: createStore(database, mediaDir),
    pool: database.pool,
    async close() {
      await database.close();
      await drop();
      rmSync(mediaDir, { recursive: true, force: true });
    },
  };
}

/** Ids of a round with one task, and of its owner. */
export interface SmallRound {
  readonly roundId: string;
  readonly taskId: string;
  readonly personId: string;
}

export async function saveSmallRound(store: Store): Promise<SmallRound> {
  const personId = await store.people.save({
    userid: 'luhaiping',
    name: '陆海平',
    unitId: await store.people.saveUnit({ name: '城建办', headId: null }),
    roles: [],
  });
  const roundId = await store.rounds.create({
    letter: 'A',
    name: '区委第五轮巡察整改',
    source: '',
    startedOn: '2026-05-04',
    settings: DEFAULT_ROUND_SETTINGS,
    digestTarget: null,
  });
  const categoryId = await store.rounds.saveCategory({ roundId, no: 1, name: '城市管理方面' });
  const problem = { categoryId, no: 1, title: '河道巡查走形式', finding: '', cause: '' };
  const problemId = (await store.rounds.saveProblems(roundId, [problem])).get(1) ?? '';
  const taskId = await store.tasks.add(
    aNewTask({
      roundId,
      problemId,
      no: 1,
      title: '核对苇塘河排口',
      ownerId: personId,
    }),
    aCause(),
  );
  return { roundId, taskId, personId };
}

/** Monday 09:10 in Shanghai. */
export const MONDAY_MORNING = new Date('2026-06-08T01:10:00Z');

/** What the owner reported in chat that Monday. */
export const anEntryOf = ({ taskId, personId }: SmallRound, given: Partial<NewEntry> = {}): NewEntry => ({
  taskId,
  week: '2026-06-08',
  status: 'in_progress',
  text: '已核对两处排口',
  nextPlan: '',
  byId: personId,
  onBehalfOfId: null,
  source: 'chat',
  inboundId: null,
  recordedAt: MONDAY_MORNING,
  late: false,
  withdraws: null,
  ...given,
});

export const aWeeklyReminder = (
  { roundId, personId }: Pick<SmallRound, 'roundId' | 'personId'>,
  given: Partial<NewOutbound> = {},
): NewOutbound => ({
  personId,
  roundId,
  kind: 'weekly',
  period: '2026-06-08',
  address: { kind: 'person', userid: 'luhaiping' },
  notice: null,
  urgent: false,
  notBefore: MONDAY_MORNING,
  createdAt: MONDAY_MORNING,
  ...given,
});

/** The same at once, `count` times. */
export const atOnce = <T>(count: number, action: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => action(index)));
