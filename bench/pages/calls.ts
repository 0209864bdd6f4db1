import { z } from 'zod';
import { inTurn, spreadOf, type Spread } from '../stats.ts';
import { openRound, type RoundService } from './round-service.ts';
import type { Who } from './large-round.ts';

/** A call a page makes when it is opened. */
export interface PageCall {
  readonly page: string;
  readonly by: Who;
  readonly call: string;
  /** Milliseconds; null for what no page asks for when it is opened. */
  readonly most: number | null;
  readonly body?: object;
  /** Something has changed since it was asked last. */
  readonly isChanged?: true;
}

const MOST_MS = 300;
const MOST_BOARD_MS = 500;

const asks = (page: string, by: Who, ...calls: readonly string[]): PageCall[] =>
  calls.map((call) => ({ page, by, call, most: MOST_MS }));

/** The code of a claim that waits for the manager, and of a task that the official answers for. */
interface Codes {
  readonly claim: string;
  readonly own: string;
}

const pageCalls = ({ claim, own }: Codes): readonly PageCall[] => [
  ...asks('my tasks (/m)', 'official', '/my-tasks'),
  ...asks('the same, of a leader of many', 'leadLeader', '/my-tasks'),
  ...asks('one task (phone)', 'official', `/my-tasks/${own}`, `/my-tasks/${own}/life`),
  ...asks(
    'the ledger (/desk)',
    'manager',
    '/ledger?limit=100',
    '/ledger?limit=100&sort=due',
    '/ledger/choices',
  ),
  ...asks('a task beside it', 'manager', '/dossiers/14', '/dossiers/14/life'),
  ...asks('reviews', 'manager', '/reviews', `/reviews/${claim}`),
  ...asks('requests', 'manager', '/requests'),
  {
    page: 'chase, all that are late',
    by: 'manager',
    call: '/chases/preview',
    most: MOST_MS,
    body: { scope: 'overdue' },
  },
  {
    page: 'chase, all unanswered',
    by: 'manager',
    call: '/chases/preview',
    most: MOST_MS,
    body: { scope: 'unreported' },
  },
  ...asks('look-backs', 'manager', '/look-backs'),
  ...asks('replies', 'manager', '/replies'),
  { page: 'replies, only what was not clear', by: 'manager', call: '/replies?only=unclear', most: null },
  ...asks('the week', 'manager', '/week'),
  ...asks('the coming week', 'manager', '/week/preview?date=2026-06-15'),
  ...asks('people', 'manager', '/people', '/people/office'),
  ...asks('papers', 'manager', '/rounds/A/papers'),
  ...asks('settings', 'administrator', '/rounds/A/settings', '/rounds/A/groups', '/calendar'),
  ...asks('health', 'administrator', '/health'),
  ...asks('audit', 'auditor', '/audit?limit=50'),
  { page: 'the board, after a change', by: 'leader', call: '/board', most: MOST_BOARD_MS, isChanged: true },
  ...asks('the board, once more', 'leader', '/board'),
  { page: 'no page: the first 200 tasks', by: 'leader', call: '/tasks', most: MOST_MS },
];

export interface CallTimes {
  readonly calls: readonly (PageCall & { readonly few: Spread; readonly many: Spread })[];
  /** A call that asks for nothing, of both. */
  readonly nothing: { readonly few: Spread; readonly many: Spread };
  readonly sizes: { readonly few: number; readonly many: number };
}

const NOTHING: PageCall = { page: '', by: 'manager', call: '/me', most: MOST_MS };

/** Every call with a small round and with a large one, each in a service of its own. */
export async function timeCalls(rounds: number): Promise<CallTimes> {
  const sizes = { few: 50, many: 10_000 };
  const few = await timesWith({ tasks: sizes.few, people: 20 }, rounds);
  const many = await timesWith({ tasks: sizes.many, people: 1000 }, rounds);
  const [nothing, ...calls] = [NOTHING, ...pageCalls({ claim: ':code', own: ':code' })].map(
    (each, index) => ({
      ...each,
      few: spreadOf(few[index] ?? []),
      many: spreadOf(many[index] ?? []),
    }),
  );
  if (nothing === undefined) throw new Error('no call was made');
  return { calls, nothing, sizes };
}

async function timesWith(size: { tasks: number; people: number }, rounds: number): Promise<number[][]> {
  const service = await openRound(size);
  try {
    const calls = [NOTHING, ...pageCalls(await codesIn(service))];
    const times = calls.map((): number[] => []);
    for (let round = -1; round < rounds; round += 1)
      for (const index of inTurn([...calls.keys()], Math.max(0, round))) {
        const ms = await timeOf(service, calls[index] ?? NOTHING);
        // Once without a watch: what is compiled and read from disk then is there afterwards.
        if (round >= 0) times[index]?.push(ms);
      }
    return times;
  } finally {
    await service.close();
  }
}

async function codesIn({ ask }: RoundService): Promise<Codes> {
  const { claims } = queue.parse(await ask({ by: 'manager', call: '/reviews' }));
  const { waiting, answered, quiet } = own.parse(await ask({ by: 'official', call: '/my-tasks' }));
  return { claim: claims[0]?.code ?? '', own: [...waiting, ...answered, ...quiet][0]?.code ?? '' };
}

const codes = z.array(z.object({ code: z.string() }));
const queue = z.object({ claims: codes });
const own = z.object({ waiting: codes, answered: codes, quiet: codes });

async function timeOf(service: RoundService, call: PageCall): Promise<number> {
  if (call.isChanged) await service.change();
  const begun = performance.now();
  await service.ask(call);
  return performance.now() - begun;
}
