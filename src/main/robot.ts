import os from 'node:os';
import { startRobotWorker, type Workers } from '../../jobs/workers.ts';
import type { Backend } from '../../jobs/backend.ts';
import type { Deps, Log } from '../app/ports.ts';
import { receiveMessage } from '../app/conversation/receive-message.ts';
import { noteRobotState } from '../app/delivery/watch-robot.ts';
import type { Clock } from '../clock.ts';
import type { RobotSettings } from '../config.ts';
import { messageOf } from '../errors.ts';
import { createLease } from '../store/lease.ts';
import { createRobot, type Robot } from '../wecom/robot/robot.ts';

/** What the robot's connection does to the rest is said when the rest is there: see `keep`. */
export interface OwnRobot {
  readonly robot: Robot;
  /** Seeks the connection, hears by it, and sends by it what the others hand over. @returns how to end it */
  keep(deps: Deps, backend: Backend): () => Promise<void>;
}

type LinkState = NonNullable<ReturnType<Robot['state']>>;

export function openRobot(
  settings: RobotSettings,
  { databaseUrl, clock, log }: { databaseUrl: string; clock: Clock; log: Log },
): OwnRobot {
  let changed: ((state: LinkState | null) => void) | null = null;
  const robot = createRobot({
    settings,
    lease: createLease(databaseUrl, settings.robotId),
    clock,
    log,
    stateChanged: (state) => changed?.(state),
  });
  return {
    robot,
    keep(deps, backend) {
      const owner = createOwner(deps, backend, settings.robotId);
      changed = owner.changed;
      robot.start(async (message) => void (await receiveMessage(deps, message)));
      return async () => {
        await robot.stop();
        await owner.end();
      };
    },
  };
}

/** The worker for the robot's messages runs while this process owns the connection, and only then. */
function createOwner(
  deps: Deps,
  backend: Backend,
  robotId: string,
): { changed(state: LinkState | null): void; end(): Promise<void> } {
  const name = `${os.hostname()}/${process.pid}`;
  let worker: Workers | null = null;
  let last: Promise<void> = Promise.resolve();

  async function follow(state: LinkState | null): Promise<void> {
    if (state === null || state.detail === 'stopped') {
      const ending = worker;
      worker = null;
      await ending?.close();
    } else {
      worker ??= startRobotWorker(deps, backend);
    }
    if (state) await noteRobotState(deps, robotId, { ...state, owner: name });
  }

  return {
    changed(state) {
      // One after the other: what is kept last is what was seen last.
      last = last
        .then(() => follow(state))
        .catch((error: unknown) => deps.log.warn({ error: messageOf(error) }, 'robot_state_not_kept'));
    },
    async end() {
      await last;
      await worker?.close();
    },
  };
}
