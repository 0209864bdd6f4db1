import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Log } from '../../app/ports.ts';
import type { CallResult } from '../call.ts';
import { createAwaitedAcks, type AwaitedAcks } from './acks.ts';
import { readFrame, writeFrame, type ReceivedFrame, type RequestFrame } from './frames.ts';
import type { Timers } from './timers.ts';

/* One long connection of the smart robot, from its opening to its end; it is never opened again (bots §C1, §C2). */

export interface RobotAccount {
  /** `wss://…` */
  readonly wsUrl: string;
  readonly robotId: string;
  readonly secret: string;
}

/**
 * How it ended.
 *   dropped  by the network, by silence, or because WeCom forgot us
 *   refused  WeCom answered the subscription with an error
 *   kicked   another connection of the same robot took its place
 */
export type ConnectionEnd =
  | { readonly how: 'dropped'; readonly why: string }
  | { readonly how: 'refused'; readonly code: number; readonly why: string }
  | { readonly how: 'kicked' };

export type CallbackFrame = Extract<ReceivedFrame, { kind: 'callback' }>;
type AckFrame = Extract<ReceivedFrame, { kind: 'ack' }>;

/** None of them throws. */
export interface ConnectionEvents {
  subscribed(): void;
  callback(frame: CallbackFrame): void;
  /** Once, and not after `close`. */
  ended(end: ConnectionEnd): void;
}

export interface Connection {
  /** @param ackWithinMs default 5 s */
  request(frame: RequestFrame, ackWithinMs?: number): Promise<CallResult>;
  /** From now on nothing goes out or in; resolves when the socket is closed. */
  close(): Promise<void>;
}

interface ConnectionOptions {
  readonly account: RobotAccount;
  readonly timers: Timers;
  readonly log: Log;
  readonly events: ConnectionEvents;
}

const HANDSHAKE_MS = 10_000;
const SUBSCRIBED_WITHIN_MS = 15_000;
const ACK_WITHIN_MS = 5000;
const PING_EVERY_MS = 30_000;
const PONGS_MISSED = 2;
const CLOSE_WITHIN_MS = 1000;
/** Frames hold words and addresses of media, never the media. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
/** WeCom's answer on a connection it does not (any longer) take for ours (bots §C7). */
const NOT_SUBSCRIBED = 846609;

class RobotConnection implements Connection {
  readonly #options: ConnectionOptions;
  readonly #socket: WebSocket;
  readonly #acks: AwaitedAcks;
  readonly #closed: Promise<void>;
  #stage: 'opening' | 'subscribed' | 'over' = 'opening';
  /** Takes back what is due next: the end of our patience, or a ping. */
  #cancelNext: () => void;

  constructor(options: ConnectionOptions) {
    const { account, timers } = options;
    const socket = new WebSocket(account.wsUrl, {
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MAX_FRAME_BYTES,
      // Without compression a frame is written when `send` returns, so that we know which were.
      perMessageDeflate: false,
    });
    this.#options = options;
    this.#socket = socket;
    this.#acks = createAwaitedAcks(timers);
    this.#closed = new Promise((resolve) => void socket.once('close', () => resolve()));
    this.#cancelNext = timers.after(SUBSCRIBED_WITHIN_MS, () => this.#drop('not subscribed in time'));
    socket.on('open', () => void this.#subscribe());
    socket.on('message', (data: Buffer) => this.#receive(data.toString('utf8')));
    socket.on('error', (error) => this.#drop(error.message));
    socket.on('close', (code) => this.#drop(`closed with ${code}`));
  }

  async request(frame: RequestFrame, ackWithinMs = ACK_WITHIN_MS): Promise<CallResult> {
    return this.#stage === 'subscribed'
      ? this.#transmit(frame, ackWithinMs)
      : { kind: 'not_reached', why: 'the connection is not subscribed' };
  }

  async close(): Promise<void> {
    if (this.#stage !== 'over') this.#finish('closed');
    this.#socket.close(1000);
    const cancel = this.#options.timers.after(CLOSE_WITHIN_MS, () => this.#socket.terminate());
    await this.#closed;
    cancel();
  }

  async #subscribe(): Promise<void> {
    const { account, events } = this.#options;
    const { robotId, secret } = account;
    const body = { bot_id: robotId, secret };
    const frame = { cmd: 'aibot_subscribe', reqId: randomUUID(), body };
    const answer = await this.#transmit(frame, SUBSCRIBED_WITHIN_MS);
    if (this.#stage === 'over' || answer.kind !== 'answered') return;
    if (answer.errcode !== 0) {
      this.#end({ how: 'refused', code: answer.errcode, why: answer.errmsg.replaceAll(secret, '***') });
      return;
    }
    this.#stage = 'subscribed';
    this.#cancelNext();
    this.#pingLater(0);
    events.subscribed();
  }

  #pingLater(missed: number): void {
    this.#cancelNext = this.#options.timers.after(PING_EVERY_MS, () => void this.#ping(missed));
  }

  async #ping(missedBefore: number): Promise<void> {
    const pong = await this.#transmit({ cmd: 'ping', reqId: randomUUID() }, ACK_WITHIN_MS);
    if (this.#stage === 'over') return;
    const missed = pong.kind === 'answered' ? 0 : missedBefore + 1;
    if (missed >= PONGS_MISSED) this.#drop('pings were not answered');
    else this.#pingLater(missed);
  }

  async #transmit(frame: RequestFrame, ackWithinMs: number): Promise<CallResult> {
    if (this.#socket.readyState !== WebSocket.OPEN)
      return { kind: 'not_reached', why: 'the socket is closing' };
    if (this.#acks.isTaken(frame.reqId)) return { kind: 'not_reached', why: 'the req_id is in use' };
    const ack = this.#acks.expect(frame.reqId, ackWithinMs);
    // What goes wrong from here on also closes the socket.
    this.#socket.send(writeFrame(frame), () => {});
    return ack;
  }

  #receive(text: string): void {
    if (this.#stage === 'over') return;
    const frame = readFrame(text);
    if (!frame) this.#options.log.warn({ bytes: text.length }, 'robot_frame_unreadable');
    else if (frame.kind === 'ack') this.#receiveAck(frame);
    else if (isKick(frame)) this.#end({ how: 'kicked' });
    else this.#options.events.callback(frame);
  }

  #receiveAck(ack: AckFrame): void {
    const { reqId, errcode } = ack;
    if (!this.#acks.settle(ack)) this.#options.log.warn({ reqId, errcode }, 'robot_ack_late');
    if (errcode === NOT_SUBSCRIBED && this.#stage === 'subscribed')
      this.#drop('WeCom takes it for not subscribed');
  }

  #drop(why: string): void {
    this.#end({ how: 'dropped', why });
  }

  #end(end: ConnectionEnd): void {
    if (this.#stage === 'over') return;
    this.#finish(end.how);
    this.#socket.terminate();
    this.#options.events.ended(end);
  }

  #finish(how: ConnectionEnd['how'] | 'closed'): void {
    this.#stage = 'over';
    this.#cancelNext();
    this.#acks.abandon(`the connection was ${how} before the ack`);
  }
}

/** Begins at once; who subscribes takes the robot from whoever has it. */
export const openConnection = (options: ConnectionOptions): Connection => new RobotConnection(options);

const isKick = ({ body: { event } }: CallbackFrame): boolean =>
  typeof event === 'object' &&
  event !== null &&
  'eventtype' in event &&
  event.eventtype === 'disconnected_event';
