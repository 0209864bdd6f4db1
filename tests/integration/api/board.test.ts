import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setRoles, setRoundRoles } from '../../../src/app/office/set-up-office.ts';
import { settableClock } from '../../../src/clock.ts';
import { DEFAULT_ROUND_SETTINGS } from '../../../src/domain/task/round.ts';
import { openHouse, type House } from '../../support/house.ts';
import { aBrowser, type Browser } from './a-browser.ts';

const MONDAY = '2026-06-08';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await house.at(MONDAY, '10:20');
  const { directory } = house.deps;
  await setRoles(house.deps, directory, 'xujianing', { grant: ['administrator'], revoke: [] });
});
afterAll(() => house.close());

const signedIn = async (userid: string): Promise<Browser> => {
  const browser = aBrowser(house);
  expect((await browser.signIn(userid)).status).toBe(200);
  return browser;
};

interface Said {
  readonly status: number;
  readonly letter: string;
  readonly version: string;
  readonly rounds: readonly { readonly letter: string }[];
  readonly board: {
    readonly chart: { readonly tasks: { readonly total: number }; readonly underReview: number };
    readonly answers: { readonly answered: number };
  } | null;
}

const boardOf = async (browser: Browser, query = ''): Promise<Said> => {
  const response = await browser.get(`/board${query}`);
  return { status: response.status, ...((await response.json()) as Omit<Said, 'status'>) };
};

/** The events of a stream, one after the other; null when it has ended. */
async function listen(browser: Browser) {
  const response = await browser.get('/board/events');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return {
    response,
    async next(): Promise<string | null> {
      const chunk = await reader?.read();
      return chunk?.value ?? null;
    },
    leave: async () => reader?.cancel(),
  };
}

describe('挂图作战：谁能看', () => {
  test.each([
    ['整改办', 'shenjingyi', 200],
    ['领导小组', 'zhouchengyuan', 200],
    ['责任人', 'luhaiping', 403],
    ['审核人', 'linpeiyi', 403],
    ['管理员', 'xujianing', 403],
  ])('%s（%s）：%i', async (_name, userid, status) => {
    const browser = await signedIn(userid);
    expect((await boardOf(browser)).status).toBe(status);
    const stream = await listen(browser);
    expect(stream.response.status).toBe(status);
    await stream.leave();
  });

  test('没登录：401', async () => {
    expect((await aBrowser(house).get('/board')).status).toBe(401);
    expect((await aBrowser(house).get('/board/events')).status).toBe(401);
  });

  test('只有编号、类别、单位、亮灯和天数，没有问题内容，没有人名', async () => {
    const text = JSON.stringify(await boardOf(await signedIn('zhouchengyuan')));
    const [task] = await house.deps.store.tasks.list({});
    for (const word of [task?.title, task?.owner?.name, task?.leader?.name, task?.measures[0]?.text])
      expect([word, text.includes(word ?? '')]).toEqual([word, false]);
    expect(text).toContain('城建办');
  });
});

describe('有变化就知道', () => {
  test('一连上就说版本；聊天里报一项，说出新版本，新的数字对得上', async () => {
    const leader = await signedIn('zhouchengyuan');
    const before = await boardOf(leader);
    const stream = await listen(leader);
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await stream.next()).toBe(`event: state\ndata: ${before.version}\n\n`);
    await house.say('luhaiping', '14 已完成，结算资料已归档');
    const said = (await stream.next()) ?? '';
    expect(said).toMatch(/^event: state\ndata: 2026-06-08:\d+\n\n$/);
    const after = await boardOf(leader);
    expect(after.version).not.toBe(before.version);
    expect([after.board?.chart.underReview, after.board?.answers.answered]).toEqual([
      Number(before.board?.chart.underReview) + 1,
      Number(before.board?.answers.answered) + 1,
    ]);
    await stream.leave();
  });

  test('同一个人开到第五个：429，说多久以后', async () => {
    const leader = await signedIn('liangsiqi');
    const streams = [];
    for (let count = 0; count < 5; count += 1) streams.push(await listen(leader));
    expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 429]);
    expect(streams.at(-1)?.response.headers.get('retry-after')).toBe('60');
    await Promise.all(streams.map((stream) => stream.leave()));
  });

  test('退出登录，连接就断', async () => {
    const leader = await signedIn('gumingchuan');
    const stream = await listen(leader);
    await stream.next();
    const kept = leader.cookies.get('duban_session') ?? '';
    expect((await leader.post('/sign-out')).status).toBe(200);
    expect(await stream.next()).toBeNull();
    expect(kept).not.toBe('');
  });
});

describe('几个轮次', () => {
  test('只列能看的轮次，看不到的答没有', async () => {
    const { store, directory } = house.deps;
    await store.rounds.create({
      letter: 'B',
      name: '审计整改',
      source: '',
      startedOn: MONDAY,
      settings: DEFAULT_ROUND_SETTINGS,
      digestTarget: null,
    });
    await setRoundRoles(house.deps, directory, 'caiyuzhen', { letter: 'B', grant: ['manager'], revoke: [] });
    const ofB = await signedIn('caiyuzhen');
    expect(await boardOf(ofB)).toMatchObject({ letter: 'B', rounds: [{ letter: 'B', name: '审计整改' }] });
    expect((await boardOf(ofB)).board?.chart.tasks.total).toBe(0);
    expect((await boardOf(ofB, '?round=A')).status).toBe(404);
    expect((await boardOf(ofB, '?round=A&round=B')).status).toBe(400);
  });
});

test('零点一过，灯会变，版本也变', async () => {
  const clock = house.deps.clock as ReturnType<typeof settableClock>;
  const before = await boardOf(await signedIn('songyaqin'));
  await house.at('2026-06-09', '09:00');
  clock.set(clock.instant({ date: '2026-06-09', time: '09:00' }));
  const after = await boardOf(await signedIn('songyaqin'));
  expect([before.version.slice(0, 10), after.version.slice(0, 10)]).toEqual(['2026-06-08', '2026-06-09']);
});

test('服务停下时，开着的连接不拖住它', async () => {
  const alone = await openHouse({ date: MONDAY, time: '09:00' });
  const browser = aBrowser(alone);
  await browser.signIn('zhouchengyuan');
  const response = await browser.get('/board/events');
  const begun = performance.now();
  await alone.close();
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(await response.text()).toContain('event: state');
});
