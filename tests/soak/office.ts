import type { Browser } from '../integration/api/a-browser.ts';
import { expectOk, look, signIn, type Town } from './officials.ts';
import type { Duty } from './week.ts';

/** Who sits in the office and in the leading group on that day, each in a browser. */
export interface Office {
  readonly managers: readonly Browser[];
  readonly reviewers: readonly Browser[];
  readonly leaders: readonly Browser[];
  /** Closes the boards that stand open. */
  close(): void;
}

/** As many as one person may have open. */
const BOARDS_EACH = 4;
const CHASED = 100;

export async function openOffice(town: Town): Promise<Office> {
  const all = (userids: readonly string[]) => Promise.all(userids.map((userid) => signIn(town, userid)));
  const { managers, reviewers, leadingGroup } = town.stage.town.example.round;
  const office = {
    managers: await all(managers),
    reviewers: await all(reviewers),
    leaders: await all(leadingGroup),
  };
  const boards: ReadableStreamDefaultReader[] = [];
  for (const leader of office.leaders)
    for (let board = 0; board < BOARDS_EACH; board += 1)
      await town.tally.during('board', async () => void boards.push(await openBoard(leader)));
  return { ...office, close: () => boards.forEach((reader) => void reader.cancel().catch(() => {})) };
}

async function openBoard(leader: Browser): Promise<ReadableStreamDefaultReader> {
  const { ok, status, body } = await leader.get('/board/events');
  if (!ok || body === null) throw new Error(`it does not open: ${status}`);
  const reader = body.getReader();
  readOn(reader).catch(() => {});
  return reader;
}

/** Reads what comes until it is closed. */
async function readOn(reader: ReadableStreamDefaultReader): Promise<void> {
  while (!(await reader.read()).done);
}

const VIEWS: readonly (readonly [keyof Omit<Office, 'close'>, string])[] = [
  ['managers', '/ledger?limit=200'],
  ['managers', '/ledger?sort=due&order=asc&limit=200'],
  ['managers', '/ledger?light=red'],
  ['managers', '/replies'],
  ['managers', '/week'],
  ['managers', '/requests'],
  ['managers', '/people'],
  ['managers', '/rounds/A/papers'],
  ['leaders', '/board'],
  ['leaders', '/tasks'],
  ['leaders', '/me'],
  ['reviewers', '/reviews'],
];

/** Somebody of the office opens a page. */
export async function lookAround({ chance, tally }: Town, office: Office): Promise<void> {
  const [who, path] = chance.pick(VIEWS);
  const browser = chance.pick(office[who]);
  await tally.during(`${who}: ${path}`, () => look(browser, path));
}

const DUTIES: Readonly<Record<Duty, (town: Town, office: Office) => Promise<void>>> = {
  async chase({ tally }, { managers: [manager] }) {
    await tally.during('chase', async () => {
      const plan = await manager?.post('/chases/preview', { scope: 'unreported' });
      const { people } = (await expectOk(plan ?? Response.error(), 'preview')) as {
        people: { tasks: { code: string }[] }[];
      };
      const items = people.flatMap(({ tasks }) => tasks.map(({ code }) => code)).slice(0, CHASED);
      if (items.length > 0)
        await expectOk((await manager?.post('/chases', { items })) ?? Response.error(), 'chase');
    });
  },
  async review({ chance, tally }, { reviewers }) {
    for (const reviewer of reviewers) {
      const { claims } = (await look(reviewer, '/reviews')) as {
        claims: { code: string; requestId: string; level: number }[];
      };
      for (const { code, requestId, level } of claims)
        await tally.during('review', async () => {
          await look(reviewer, `/reviews/${code}`);
          const decision = chance.isBelow(0.8) ? 'approve' : 'return';
          const reason = decision === 'return' ? '照片看不出整改前后的变化' : '';
          await expectOk(
            await reviewer.post(`/reviews/${code}`, { decision, reason, requestId, level }),
            'decide',
          );
        });
    }
  },
  async extend({ tally }, { managers: [manager] }) {
    if (!manager) return;
    const { requests } = (await look(manager, '/requests')) as { requests: { code: string; what: string }[] };
    for (const { code, what } of requests.filter((each) => each.what === 'extension'))
      await tally.during('extend', async () => {
        const command = { name: 'approve', item: code, what };
        await expectOk(await manager.post('/orders', { command, text: '' }), 'order');
      });
  },
  async papers({ tally }, { managers: [manager] }) {
    for (const path of ['ledger', 'report?audience=superior', 'meeting-pack', 'wall-chart'])
      await tally.during(`paper: ${path}`, async () => manager && look(manager, `/rounds/A/${path}`));
  },
};

export const perform = (duty: Duty, town: Town, office: Office): Promise<void> => DUTIES[duty](town, office);
