import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { SandboxEvent } from '../../src/sandbox/world/events.ts';
import type { CallRecord } from '../../src/sandbox/world/state.ts';

/** What the sandbox has written down, read as it grows. */
export interface JournalReader {
  /** What came since the last time, in its order. */
  next(): SandboxEvent[];
}

export function readJournal(file: string): JournalReader {
  let [at, rest] = [0, Buffer.alloc(0)];
  return {
    next() {
      if (!existsSync(file)) return [];
      const size = statSync(file).size;
      const more = Buffer.alloc(size - at);
      const handle = openSync(file, 'r');
      at += readSync(handle, more, 0, more.length, at);
      closeSync(handle);
      const bytes = Buffer.concat([rest, more]);
      const whole = bytes.lastIndexOf('\n') + 1;
      rest = bytes.subarray(whole);
      return bytes
        .toString('utf8', 0, whole)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as SandboxEvent);
    },
  };
}

/** A message as somebody sees it. */
export interface Seen {
  /** userid, or `group:` and its id. */
  readonly by: string;
  readonly via: 'app' | 'robot' | 'group';
  readonly msgtype: string;
  readonly text: string;
}

/** What an event shows to people; nothing when it is no message of ours. */
export function seenIn(event: SandboxEvent): Seen[] {
  if (event.kind === 'message_sent')
    return event.userids.map((by) => ({ by, via: 'app', ...shown(event.message) }));
  if (event.kind === 'robot_said')
    return [{ by: event.chat.replace(/^robot\//, ''), via: 'robot', ...shown(event.message) }];
  if (event.kind !== 'message_added' || event.message.direction === 'in') return [];
  return event.chat.startsWith('groups/')
    ? [{ by: event.chat.replace('groups/', 'group:'), via: 'group', ...shown(event.message) }]
    : [];
}

const shown = ({ msgtype, payload }: { msgtype: string; payload: object }) => ({
  msgtype,
  text: JSON.stringify(payload),
});

/** Calls that WeCom turned down for being too many, or took and silently showed to nobody. */
export function overLimit(events: readonly SandboxEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === 'message_sent' && event.dropped?.length)
      return [`dropped for ${event.dropped.join()}`];
    if (event.kind === 'app_chat_sent' && event.dropped.length > 0)
      return [`dropped in ${event.chat} for ${event.dropped.join()}`];
    return event.kind === 'call_answered' && isTooMany(event.call) ? [`45009 for ${event.call.path}`] : [];
  });
}

const isTooMany = ({ answer, fault }: CallRecord): boolean => answer?.errcode === 45009 && fault === null;
