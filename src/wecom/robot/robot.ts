import type { Channel, MediaKind } from '../../app/channel.ts';
import type { Lease, Log } from '../../app/ports.ts';
import type { Clock } from '../../clock.ts';
import type { RobotSettings } from '../../config.ts';
import type { CallResult } from '../call.ts';
import type { UploadResult } from '../media.ts';
import type { UploadFile } from '../multipart.ts';
import { createRobotChannel } from './channel.ts';
import { openConnection, type CallbackFrame, type Connection } from './connection.ts';
import { readInbound } from './inbound.ts';
import { createIntake, type InboundHandler, type Intake } from './intake.ts';
import { createMentionStripper } from './mention.ts';
import { seekOwnership } from './ownership.ts';
import { superviseConnection, type LinkState, type Supervision } from './supervision.ts';
import { systemTimers, type Timers } from './timers.ts';
import { uploadMedia } from './upload.ts';

/* The smart robot on its long connection (bots §C): heard and spoken through by the one process that has the lease. */

export interface Robot {
  readonly channel: Channel;
  /** Begins to seek the lease, and connects when it has it. Once. */
  start(handler: InboundHandler): void;
  /** Nothing more is sent; resolves when acks and messages under way are in, the line is closed, the lease free. */
  stop(): Promise<void>;
  /** Null while this process is not the owner. */
  state(): LinkState | null;
  /** A media_id for a message of this robot. */
  upload(kind: MediaKind, file: UploadFile): Promise<UploadResult>;
}

interface RobotOptions {
  readonly settings: RobotSettings;
  readonly lease: Lease;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Every change; null when the lease is lost, as from then on another owner speaks of the state. Never throws. */
  stateChanged(state: LinkState | null): void;
  readonly timers?: Timers;
  readonly random?: () => number;
}

const LEVEL_OF: Readonly<Record<LinkState['state'], 'info' | 'warn' | 'error'>> = {
  connecting: 'info',
  up: 'info',
  down: 'warn',
  kicked: 'error',
  auth_failed: 'error',
  rate_limited: 'error',
};

export function createRobot({
  settings,
  lease,
  clock,
  log,
  stateChanged,
  timers = systemTimers,
  random = Math.random,
}: RobotOptions): Robot {
  const { robotId } = settings;
  const reader = { robotId, withoutMention: createMentionStripper(settings.names), log };
  let running: Supervision | null = null;
  let intake: Intake | null = null;
  let stopOwnership: (() => Promise<void>) | null = null;
  let isStopped = false;

  const inFlight = new Set<Promise<CallResult>>();
  const request: Connection['request'] = async (frame, ackWithinMs) => {
    if (!running || isStopped) return { kind: 'not_reached', why: 'this process does not own the robot' };
    const answer = running.request(frame, ackWithinMs);
    inFlight.add(answer);
    return answer.finally(() => inFlight.delete(answer));
  };

  function changed(state: LinkState): void {
    log[LEVEL_OF[state.state]]({ robotId, state: state.state, detail: state.detail }, 'robot_state_changed');
    stateChanged(state);
  }

  function receive(frame: CallbackFrame): void {
    const message = readInbound(reader, frame, clock.now());
    if (message) intake?.take(message);
  }

  function connect(): void {
    running = superviseConnection({
      open: (events) =>
        openConnection({ account: settings, timers, log, events: { ...events, callback: receive } }),
      changed,
      timers,
      clock,
      random,
    });
  }

  async function disconnect(): Promise<void> {
    const closing = running?.close();
    running = null;
    await closing;
  }

  const upload: Robot['upload'] = (kind, file) =>
    uploadMedia({ request, timers, clock, isStopped: () => isStopped }, kind, file);

  return {
    channel: createRobotChannel({ robotId, request, upload, clock, log }),
    start(handler) {
      intake = createIntake(handler, timers, log);
      stopOwnership = seekOwnership({
        lease,
        timers,
        log,
        gained: connect,
        lost() {
          void disconnect();
          stateChanged(null);
        },
      });
    },
    async stop() {
      isStopped = true;
      await stopOwnership?.();
      if (running) stateChanged({ state: 'down', since: clock.now(), detail: 'stopped' });
      // Closed at once, they would be ambiguous for ever.
      await Promise.all(inFlight);
      await disconnect();
      await intake?.drain();
      await lease.release();
    },
    state: () => running?.state() ?? null,
    upload,
  };
}
