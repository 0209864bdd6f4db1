import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/clock.ts';
import type { Chance } from '../support/chance.ts';
import { aBrowser, type Browser } from '../integration/api/a-browser.ts';
import type { Stage } from '../faults/stage.ts';
import type { Tally } from './tally.ts';

/** Who has to answer, and about which of his tasks. */
export interface Asked {
  readonly userid: string;
  readonly no: number;
  /** How many tasks his reminder has. */
  readonly tasks: number;
  /** Of that task, `YYYY-MM-DD`. */
  readonly dueOn: string;
}

export interface Town {
  readonly stage: Stage;
  readonly chance: Chance;
  readonly tally: Tally;
}

type Way = 'chat' | 'robot' | 'card' | 'page' | 'claim' | 'picture' | 'extension';

/** Of those who do not talk with the robot. */
const SHARES: readonly (readonly [Way, number])[] = [
  ['card', 0.12],
  ['page', 0.12],
  ['picture', 0.04],
  ['claim', 0.01],
  ['extension', 0.01],
];

/** One official answers, as he likes to. */
export async function answer(town: Town, asked: Asked): Promise<void> {
  const way = wayOf(town, asked);
  await town.tally.during(way, () => WAYS[way](town, asked));
}

function wayOf({ stage, chance }: Town, { userid, tasks, dueOn }: Asked): Way {
  if (stage.town.byRobot.has(userid)) return 'robot';
  let draw = chance.next();
  for (const [way, share] of SHARES) {
    if (draw < share && way === 'card') return tasks > 1 ? 'chat' : way;
    // Who is late is refused more time.
    if (draw < share && way === 'extension') return dueOn < china.local(stage.now()).date ? 'page' : way;
    if (draw < share) return way;
    draw -= share;
  }
  return 'chat';
}

const WAYS: Readonly<Record<Way, (town: Town, asked: Asked) => Promise<void>>> = {
  chat: (town, asked) => act(town, `people/${asked.userid}/text`, { content: wordsOf(town, asked) }),
  robot: (town, asked) => act(town, `robot/${asked.userid}/text`, { content: wordsOf(town, asked) }),
  async picture(town, asked) {
    await act(town, `people/${asked.userid}/image`, { base64: pictureOf(town).toString('base64') });
    await act(town, `people/${asked.userid}/text`, { content: wordsOf(town, asked) });
  },
  async card(town, { userid }) {
    const { sandbox } = town.stage;
    const shown = await fetch(`${sandbox.url}/sandbox/api/people/${userid}/messages?after=0`);
    const { messages } = (await shown.json()) as { messages: { card: Card | null }[] };
    const taskId = messages.findLast(({ card }) => card?.taskId.startsWith('weekly_'))?.card?.taskId;
    if (taskId === undefined) throw new Error(`${userid} has no card`);
    await act(town, `people/${userid}/click`, { taskId, key: 'in_progress', selected: {} });
  },
  async page(town, asked) {
    const browser = await signIn(town, asked.userid);
    await look(browser, '/my-tasks');
    await look(browser, `/my-tasks/${asked.no}`);
    await report(browser, asked, { status: 'in_progress', text: wordsOf(town, asked) });
  },
  async extension(town, asked) {
    await WAYS.page(town, asked);
    const browser = await signIn(town, asked.userid);
    const due = new Date(town.stage.now().getTime() + LONGER_MS).toISOString().slice(0, 10);
    const body = { key: randomUUID(), what: 'extension', due, reason: '汛期不能施工，需顺延' };
    await expectOk(await browser.post(`/my-tasks/${asked.no}/requests`, body), 'request');
  },
  async claim(town, asked) {
    const browser = await signIn(town, asked.userid);
    await look(browser, '/my-tasks');
    const sent = await browser.send('/uploads', pictureOf(town), {
      'x-file-name': encodeURIComponent('现场.png'),
      'x-upload-key': randomUUID(),
    });
    const { id } = (await expectOk(sent, 'upload')) as { id: string };
    await report(browser, asked, { status: 'done', text: '已逐项核对完成，现场照片附后', uploads: [id] });
  },
};

const china = systemClock('Asia/Shanghai');

interface Card {
  readonly taskId: string;
}

const wordsOf = ({ tally }: Town, { no }: Asked): string =>
  `${no}推进中，已走访${tally.next()}户，台账同步更新`;

const report = async (browser: Browser, { no }: Asked, body: object): Promise<unknown> =>
  expectOk(await browser.post(`/my-tasks/${no}/answers`, { key: randomUUID(), ...body }), 'answer');

/** Everybody's picture is another one: the same twice is kept once. */
function pictureOf({ tally }: Town): Buffer {
  const filling = Buffer.alloc(PICTURE_BYTES, String(tally.next()));
  return Buffer.concat([DOT_PNG, filling]);
}

const LONGER_MS = 300 * 86_400_000;
const PICTURE_BYTES = 40_000;
const DOT_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** At one of the web processes, as a proxy would choose. */
export async function signIn({ stage, chance }: Town, userid: string): Promise<Browser> {
  const browser = aBrowser({ service: { url: chance.pick(stage.callbackUrls()) } });
  const { status } = await browser.signIn(userid);
  if (status >= 400) throw new Error(`${userid} cannot sign in: ${status}`);
  return browser;
}

/** Reads a page's data to its end. */
export const look = async (browser: Browser, path: string): Promise<unknown> =>
  expectOk(await browser.get(path), path.split('?')[0] ?? '');

/** @throws Error with the problem that was told instead */
export async function expectOk(response: Response, what: string): Promise<unknown> {
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body: unknown = isJson ? await response.json() : await response.arrayBuffer();
  if (response.ok) return body;
  throw new Error(`${what}: ${response.status} ${isJson ? (body as { code?: string }).code : ''}`);
}

async function act({ stage }: Town, path: string, body: object): Promise<void> {
  const response = await fetch(`${stage.sandbox.url}/sandbox/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path.replace(/\/.*\//, ' ')}: ${await response.text()}`);
}
