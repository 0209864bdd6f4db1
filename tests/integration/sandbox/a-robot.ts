import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { SmartRobot } from '../../../src/sandbox/corp.ts';
import type { SandboxOptions } from '../../../src/sandbox/server.ts';
import { aCorp, aSandbox } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

export const ROBOT: SmartRobot = {
  id: 'aibQingShiDuBan0001',
  secret: 'robot-secret-0001',
  names: ['督办小助', '督办机器人'],
  idKind: 'plain',
};

interface RobotSandboxOptions extends Partial<SandboxOptions> {
  readonly robot?: Partial<SmartRobot>;
}

export const aRobotSandbox = ({ robot, ...options }: RobotSandboxOptions = {}): Promise<TestSandbox> =>
  aSandbox({ corp: aCorp({ robot: { ...ROBOT, ...robot } }), ...options });

export interface Ack {
  readonly headers: { readonly req_id: string };
  readonly errcode: number;
  readonly errmsg: string;
  readonly body?: { readonly upload_id?: string; readonly media_id?: string; readonly type?: string };
}

/** A callback as it came over the wire. */
export interface Told {
  readonly cmd: string;
  readonly headers: { readonly req_id: string };
  readonly body: Json & { readonly msgid: string };
}

export interface RobotClient {
  readonly socket: WebSocket;
  /** Sends a frame and waits for its ack. */
  readonly ask: (cmd: string, body?: Json, reqId?: string) => Promise<Ack>;
  /** The next callback that nobody has taken yet. */
  readonly told: () => Promise<Told>;
  readonly waiting: () => number;
  readonly closed: Promise<unknown>;
}

/** A robot on plain `ws`, connected but not subscribed. */
export async function aConnection({ url }: TestSandbox): Promise<RobotClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/robot`);
  onTestFinished(() => socket.terminate());
  const acks = new Map<string, (ack: Ack) => void>();
  const callbacks = aQueue<Told>();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString('utf8')) as Ack & Told;
    if (frame.cmd) callbacks.put(frame);
    else acks.get(frame.headers.req_id)?.(frame);
  });
  await once(socket, 'open');
  let count = 0;
  return {
    socket,
    ask(cmd, body = {}, reqId = `r${(count += 1)}`) {
      const ack = new Promise<Ack>((resolve) => acks.set(reqId, resolve));
      socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }));
      return ack;
    },
    told: callbacks.take,
    waiting: callbacks.size,
    closed,
  };
}

export const CREDENTIALS = { bot_id: ROBOT.id, secret: ROBOT.secret };

/** A robot that is subscribed. */
export async function aRobot(sandbox: TestSandbox): Promise<RobotClient> {
  const client = await aConnection(sandbox);
  await client.ask('aibot_subscribe', CREDENTIALS);
  return client;
}

interface Queue<T> {
  readonly put: (item: T) => void;
  readonly take: () => Promise<T>;
  readonly size: () => number;
}

function aQueue<T>(): Queue<T> {
  const items: T[] = [];
  const takers: ((item: T) => void)[] = [];
  return {
    put(item) {
      const taker = takers.shift();
      if (taker) taker(item);
      else items.push(item);
    },
    take: () =>
      new Promise((resolve) => {
        const item = items.shift();
        if (item === undefined) takers.push(resolve);
        else resolve(item);
      }),
    size: () => items.length,
  };
}

export const markdown = (content: string): Json => ({ msgtype: 'markdown', markdown: { content } });

/** A push to a person, or to a group with `chat_type` 2. */
export const pushTo = (chatid: string, content: Json = markdown('**请今日反馈**'), chatType = 1): Json => ({
  chatid,
  chat_type: chatType,
  ...content,
});

export const card = (changes: Json = {}): Json => ({
  msgtype: 'template_card',
  template_card: {
    card_type: 'button_interaction',
    main_title: { title: '12 河道排污口整改' },
    task_id: 't12_r1',
    button_list: [
      { text: '已完成', style: 1, key: 'done' },
      { text: '进行中', style: 4, key: 'doing' },
    ],
    ...changes,
  },
});
