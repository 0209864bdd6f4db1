import assert from 'node:assert/strict';
import type { ReceivedMessage } from '../../src/app/channel.ts';
import { receiveMessage } from '../../src/app/conversation/receive-message.ts';
import type { Deps } from '../../src/app/ports.ts';
import { words } from '../../src/main/words.ts';
import { silentLog } from '../support/silent-log.ts';

/** Takes a message as the service does, up to the insert. @throws AssertionError when no database would keep the row */
export function keeper(now: Date): (message: ReceivedMessage) => Promise<void> {
  const kept: ReceivedMessage[] = [];
  const deps = {
    store: { inbound: { add: async (message: ReceivedMessage) => String(kept.push(message)) } },
    queue: { enqueue: async () => {} },
    clock: { now: () => now },
    words,
    log: silentLog,
  } as unknown as Deps;
  return async (message) => {
    kept.length = 0;
    await receiveMessage(deps, message);
    assertDurable(kept[0]);
  };
}

/** As PostgreSQL takes it: no NUL, no half characters, an instant it knows. */
function assertDurable(message: ReceivedMessage | undefined): void {
  assert(message && message.senderId !== '' && message.dedupeKey !== '');
  const row = JSON.stringify(message);
  assert(!row.includes(String.raw`\u0000`) && !/\\ud[89a-f]/i.test(row), `no database keeps it: ${row}`);
  assert(message.sentAt.getTime() > 0 && message.sentAt.getUTCFullYear() < 10_000);
}
