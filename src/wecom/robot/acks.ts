import type { CallResult } from '../call.ts';
import type { ReceivedFrame } from './frames.ts';
import type { Timers } from './timers.ts';

/* Who waits for which ack (bots §C1: frames are told apart by their req_id alone). */

export interface AwaitedAcks {
  /** One whose ack never came may still get it: another frame of the same req_id would take it for its own. */
  isTaken(reqId: string): boolean;
  /** The ack of a frame that was written, or `ambiguous` when it does not come in time. */
  expect(reqId: string, withinMs: number): Promise<CallResult>;
  /** @returns false when nobody waits for it any more */
  settle(ack: Extract<ReceivedFrame, { kind: 'ack' }>): boolean;
  /** The connection is gone, and with it every ack. */
  abandon(why: string): void;
}

export function createAwaitedAcks(timers: Timers): AwaitedAcks {
  /** Null: given up waiting. */
  const waiting = new Map<string, ((result: CallResult) => void) | null>();
  return {
    isTaken: (reqId) => waiting.has(reqId),
    expect: (reqId, withinMs) =>
      new Promise((resolve) => {
        const cancel = timers.after(withinMs, () => {
          waiting.set(reqId, null);
          resolve({ kind: 'ambiguous', why: `no ack within ${withinMs} ms` });
        });
        waiting.set(reqId, (result) => {
          cancel();
          resolve(result);
        });
      }),
    settle({ reqId, errcode, errmsg, body }) {
      const settle = waiting.get(reqId);
      waiting.delete(reqId);
      settle?.({ kind: 'answered', errcode, errmsg, body });
      return settle !== null && settle !== undefined;
    },
    abandon(why) {
      for (const settle of waiting.values()) settle?.({ kind: 'ambiguous', why });
      waiting.clear();
    },
  };
}
