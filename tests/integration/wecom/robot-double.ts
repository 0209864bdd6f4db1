import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';

export interface SeenFrame {
  readonly cmd: string;
  readonly reqId: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Number of the connection it came over, from 1. */
  readonly connection: number;
}

/** What the double does with one frame: an errcode (0 is success), no answer, or the line is cut. */
export type Reaction = number | 'silent' | 'cut';

export interface RobotDouble {
  readonly url: string;
  readonly frames: SeenFrame[];
  framesOf(cmd: string): SeenFrame[];
  /** The count-th frame of a command, as soon as it is there. */
  seen(cmd: string, count?: number): Promise<SeenFrame>;
  /** Reactions to the next frames of a command, in order; then all succeed. */
  next(cmd: string, ...reactions: Reaction[]): void;
  /** Words of an error, default `refused`. */
  errmsg: string;
  /** A callback to the connection opened last. */
  tell(cmd: string, reqId: string, body: object): void;
  /** Any text as a frame. */
  say(text: string): void;
  /** The ack of a frame left without one. */
  ack(frame: SeenFrame, errcode?: number): void;
  cut(): void;
  /** Close codes of the connections that ended, in order. */
  readonly closeCodes: number[];
  openConnections(): number;
  close(): Promise<void>;
}

const ANSWERS: Readonly<Record<string, object>> = {
  aibot_upload_media_init: { upload_id: 'u1' },
  aibot_upload_media_finish: { type: 'file', media_id: 'm1', created_at: 1 },
};

/** The robot's end of WeCom in a few lines; it fails on demand, also in ways the sandbox does not know. */
export async function startRobotDouble(): Promise<RobotDouble> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const sockets: WebSocket[] = [];
  const frames: SeenFrame[] = [];
  const closeCodes: number[] = [];
  const planned = new Map<string, Reaction[]>();
  const newest = (): WebSocket | undefined => sockets.at(-1);

  server.on('connection', (socket) => {
    const connection = sockets.push(socket);
    socket.on('close', (code) => void closeCodes.push(code));
    socket.on('message', (data: Buffer) => {
      const { cmd, headers, body = {} } = JSON.parse(data.toString('utf8'));
      const frame: SeenFrame = { cmd, reqId: headers.req_id, body, connection };
      frames.push(frame);
      const reaction = planned.get(cmd)?.shift() ?? 0;
      if (reaction === 'cut') socket.terminate();
      else if (reaction !== 'silent') double.ack(frame, reaction);
    });
  });

  const double: RobotDouble = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    frames,
    errmsg: 'refused',
    closeCodes,
    framesOf: (cmd) => frames.filter((frame) => frame.cmd === cmd),
    seen: (cmd, count = 1) =>
      vi.waitFor(
        () => {
          const frame = double.framesOf(cmd)[count - 1];
          if (!frame) throw new Error(`${cmd} was seen ${double.framesOf(cmd).length} times, not ${count}`);
          return frame;
        },
        { timeout: 5000, interval: 2 },
      ),
    next: (cmd, ...reactions) => void planned.set(cmd, reactions),
    tell: (cmd, reqId, body) => double.say(JSON.stringify({ cmd, headers: { req_id: reqId }, body })),
    say: (text) => newest()?.send(text),
    ack({ reqId, cmd, connection }, errcode = 0) {
      const errmsg = errcode === 0 ? 'ok' : double.errmsg;
      const body = errcode === 0 ? ANSWERS[cmd] : undefined;
      sockets[connection - 1]?.send(JSON.stringify({ headers: { req_id: reqId }, errcode, errmsg, body }));
    },
    cut: () => newest()?.terminate(),
    openConnections: () => server.clients.size,
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return double;
}
