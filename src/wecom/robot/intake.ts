import type { ReceivedMessage } from '../../app/channel.ts';
import type { Log } from '../../app/ports.ts';
import type { Timers } from './timers.ts';

/* WeCom does not deliver a message of the long connection again: it is ours to keep once it is read (bots §C1). */

/** Makes a message durable, before anything else is done about it. */
export type InboundHandler = (message: ReceivedMessage) => Promise<void>;

export interface Intake {
  /** Messages of one sender are handed over one after the other, in the order they came. */
  take(message: ReceivedMessage): void;
  /** Resolves when nothing waits any more; what failed before is tried once more, at once. */
  drain(): Promise<void>;
}

/** Some ten minutes in all: a database is back by then. */
const WAITS_MS = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 120_000, 180_000, 180_000] as const;

export function createIntake(handler: InboundHandler, timers: Timers, log: Log): Intake {
  const lastOf = new Map<string, Promise<void>>();
  const patience = createPatience(timers);

  async function handOver(message: ReceivedMessage): Promise<void> {
    const { dedupeKey } = message;
    for (let tries = 1; ; tries += 1) {
      const fault = await faultOf(handler, message);
      if (fault === null) return;
      log.error({ dedupeKey, tries, fault }, 'robot_message_not_taken');
      const waitMs = WAITS_MS[tries - 1];
      if (waitMs === undefined || !(await patience.wait(waitMs))) break;
    }
    log.error({ dedupeKey }, 'robot_message_lost');
  }

  return {
    take(message) {
      const { senderId } = message;
      const mine = (lastOf.get(senderId) ?? Promise.resolve()).then(() => handOver(message));
      lastOf.set(senderId, mine);
      void mine.then(() => lastOf.get(senderId) === mine && lastOf.delete(senderId));
    },
    async drain() {
      patience.end();
      await Promise.all(lastOf.values());
    },
  };
}

/** Its name only: an error of the database may repeat what was written. */
async function faultOf(handler: InboundHandler, message: ReceivedMessage): Promise<string | null> {
  try {
    await handler(message);
    return null;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  }
}

interface Patience {
  /** @returns false when there is no time to wait any more */
  wait(ms: number): Promise<boolean>;
  /** Who waits goes on at once; nobody will wait again. */
  end(): void;
}

function createPatience(timers: Timers): Patience {
  const waiting = new Set<() => void>();
  let isOver = false;
  return {
    wait: async (ms) =>
      !isOver &&
      new Promise((resolve) => {
        const goOn = (): void => {
          cancel();
          waiting.delete(goOn);
          resolve(true);
        };
        const cancel = timers.after(ms, goOn);
        waiting.add(goOn);
      }),
    end() {
      isOver = true;
      for (const goOn of waiting) goOn();
    },
  };
}
