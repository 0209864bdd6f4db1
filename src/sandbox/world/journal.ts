import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { SandboxEvent } from './events.ts';

/** The events of a sandbox, one JSON line each. A line is on disk before its API call answers. */
export interface Journal {
  readonly past: readonly SandboxEvent[];
  append(event: SandboxEvent): void;
  /** Forgets the past and begins with this event. */
  restart(first: SandboxEvent): void;
}

/** @throws Error naming the line, when one before the last cannot be read. */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  return {
    past: existsSync(file) ? readJournal(file) : [],
    append: (event) => appendFileSync(file, lineOf(event)),
    restart(first) {
      writeFileSync(`${file}.new`, lineOf(first));
      renameSync(`${file}.new`, file);
    },
  };
}

/** For a sandbox that remembers nothing. */
export const NO_JOURNAL: Journal = { past: [], append: () => {}, restart: () => {} };

const lineOf = (event: SandboxEvent): string => `${JSON.stringify(event)}\n`;

/** A process killed while it wrote leaves a torn last line: that change was never answered, so it is cut off. */
function readJournal(file: string): SandboxEvent[] {
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) truncateSync(file, whole);
  const events: SandboxEvent[] = [];
  for (let start = 0; start < whole;) {
    const end = bytes.indexOf('\n', start);
    events.push(parseLine(bytes.toString('utf8', start, end), file, events.length + 1));
    start = end + 1;
  }
  return events;
}

function parseLine(line: string, file: string, number: number): SandboxEvent {
  try {
    return JSON.parse(line) as SandboxEvent;
  } catch (error) {
    throw new Error(`沙箱日志 ${file} 第 ${number} 行已损坏，请删除该文件后重试`, { cause: error });
  }
}
