import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { SmartRobot } from '../corp.ts';
import type { Fault, Faults } from '../faults.ts';
import type { Json } from '../json.ts';
import { isOver } from '../world/is-over.ts';
import { useOf } from '../world/limits.ts';
import type { CallRecord } from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { Uploads } from './commander.ts';
import { executeCommand } from './commands.ts';
import { ackText, readFrame, recordedBody } from './frames.ts';
import type { Frame } from './frames.ts';
import { eventFrame } from './told.ts';
import type { CallbackCmd } from './told.ts';

/** A socket that sends nothing for so long is cut: three heartbeats (bots C1). */
const SILENCE_MS = 90_000;

interface LinkOptions {
  readonly world: World;
  readonly robot: SmartRobot;
  readonly faults: Faults;
  readonly uploads: Uploads;
}

/** The robot's long connection (bots C1): any number of sockets may be open, one of them is subscribed. */
export class RobotLink {
  readonly #options: LinkOptions;
  readonly #sockets = new Set<WebSocket>();
  readonly #closing = new AbortController();
  #subscribed: { readonly socket: WebSocket; readonly since: string } | null = null;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  /** Since when a client is subscribed (ISO instant); null while none is. */
  get since(): string | null {
    return this.#subscribed?.since ?? null;
  }

  accept(socket: WebSocket): void {
    const silence = setTimeout(() => this.#cut(socket), SILENCE_MS);
    this.#sockets.add(socket);
    socket.on('message', (data: Buffer) => {
      silence.refresh();
      this.#hear(socket, data.toString('utf8'));
    });
    socket.on('close', () => {
      clearTimeout(silence);
      this.#sockets.delete(socket);
      this.#forget(socket);
    });
    // What is no WebSocket frame closes the socket by itself.
    socket.on('error', () => {});
  }

  /** How to tell the robot something now; null when nobody will hear it. Takes the fault that waits for `cmd`. */
  reserve(cmd: CallbackCmd): ((frame: Json) => void) | null {
    const socket = this.#subscribed?.socket;
    if (!socket) return null;
    const fault = this.#options.faults.take(`robot/${cmd}`);
    if (fault?.cut === 'before') this.#cut(socket);
    if (fault?.cut === 'before' || fault?.errcode !== undefined) return null;
    return (frame) =>
      this.#later(fault, () =>
        socket.send(JSON.stringify(frame), () => fault?.cut === 'after' && this.#cut(socket)),
      );
  }

  /** Another client took over; false when there was none to be kicked. */
  kick(): boolean {
    if (!this.#subscribed) return false;
    const { socket } = this.#subscribed;
    this.#subscribed = null;
    const { world, robot } = this.#options;
    socket.send(JSON.stringify(eventFrame(world, robot, { eventtype: 'disconnected_event' })));
    socket.close();
    return true;
  }

  /** The line breaks without a word; false when there was none. */
  drop(): boolean {
    if (!this.#subscribed) return false;
    this.#cut(this.#subscribed.socket);
    return true;
  }

  close(): void {
    this.#closing.abort();
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Up to the record nothing is awaited, so frames are executed and numbered in the order they came. */
  #hear(socket: WebSocket, text: string): void {
    const { world, faults } = this.#options;
    const frame = readFrame(text);
    const path = `robot/${frame.cmd}`;
    const seq = world.state.callSeq + 1;
    const fault = faults.take(path);
    const answer = this.#answer(socket, frame, { seq, path, fault });
    const call = recordOf(frame, { seq, path, fault, answer, at: world.now() });
    world.record({ kind: 'call_answered', call });
    this.#later(fault, () => {
      if (answer === null || fault?.cut) this.#cut(socket);
      else if (socket.readyState === socket.OPEN) socket.send(ackText(frame.reqId, answer));
    });
  }

  #answer(socket: WebSocket, frame: Frame, { seq, path, fault }: Heard): Answer | null {
    if (fault?.cut === 'before') return null;
    if (fault?.errcode !== undefined) return refuse(fault.errcode, 'injected fault');
    if (frame.cmd === 'aibot_subscribe') return this.#subscribe(socket, frame.body);
    if (this.#subscribed?.socket !== socket) return refuse(846609);
    if (frame.cmd === 'ping') return ok();
    const { world, robot, uploads } = this.#options;
    return executeCommand({ world, robot, uploads, callSeq: seq, api: path }, frame);
  }

  /** Refused attempts count too: a client with a wrong secret must not hammer. */
  #subscribe(socket: WebSocket, body: Json): Answer {
    const { world, robot } = this.#options;
    if (isOver(world, 'robot-subscribe', '')) return refuse(45009, 'aibot_subscribe');
    const at = world.now();
    world.record({
      kind: 'robot_use_counted',
      use: { what: useOf('robot-subscribe', ''), at: at.getTime() },
    });
    if (body.bot_id !== robot.id || body.secret !== robot.secret) return refuse(853000);
    if (this.#subscribed?.socket === socket) return ok();
    this.kick();
    this.#subscribed = { socket, since: at.toISOString() };
    return ok();
  }

  #later(fault: Fault | null, act: () => void): void {
    if (!fault?.delayMs) return act();
    delay(fault.delayMs, undefined, { signal: this.#closing.signal }).then(act, () => {});
  }

  #cut(socket: WebSocket): void {
    this.#forget(socket);
    socket.terminate();
  }

  #forget(socket: WebSocket): void {
    if (this.#subscribed?.socket === socket) this.#subscribed = null;
  }
}

interface Heard {
  readonly seq: number;
  readonly path: string;
  readonly fault: Fault | null;
}

function recordOf(
  { reqId, body }: Frame,
  { seq, path, fault, answer, at }: Heard & { readonly answer: Answer | null; readonly at: Date },
): CallRecord {
  return {
    seq,
    at: at.toISOString(),
    method: 'WS',
    path,
    query: { req_id: reqId },
    body: recordedBody(body),
    answer,
    status: fault?.cut ? 0 : 200,
    fault,
    dropped: [],
  };
}
