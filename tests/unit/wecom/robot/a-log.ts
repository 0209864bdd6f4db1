import type { Log } from '../../../../src/app/ports.ts';

export interface RecordedLog extends Log {
  /** Event names in order. */
  readonly events: string[];
  /** Everything that was logged, as one text. */
  text(): string;
}

export function recordedLog(): RecordedLog {
  const events: string[] = [];
  const lines: string[] = [];
  const note = (fields: object, event: string): void => {
    events.push(event);
    lines.push(JSON.stringify({ ...fields, event }));
  };
  return { events, text: () => lines.join('\n'), debug: note, info: note, warn: note, error: note };
}
