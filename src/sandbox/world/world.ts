import type { Corp } from '../corp.ts';
import type { SandboxEvent } from './events.ts';
import type { Journal } from './journal.ts';
import { apply } from './reducer.ts';
import { emptyState } from './state.ts';
import type { ChatKey, State } from './state.ts';

/** The corporation, what has happened in it, and the only way to make more happen. */
export interface World {
  /** As it is now: people come and go. */
  readonly corp: Corp;
  readonly state: Readonly<State>;
  readonly now: () => Date;
  /** Where the app receives callbacks; null while it has none. */
  readonly callbackUrl: () => string | null;
  /** Writes the event to the journal, then applies it. */
  record(event: SandboxEvent): void;
  reset(): void;
  /** Calls back for every chat that looks different; answers how to stop. */
  watch(onChange: (chat: ChatKey) => void): () => void;
}

interface WorldOptions {
  readonly corp: Corp;
  readonly journal: Journal;
  readonly now: () => Date;
  readonly callbackUrl: () => string | null;
}

export function createWorld({ corp, journal, now, callbackUrl }: WorldOptions): World {
  const state = emptyState(corp);
  const watchers = new Set<(chat: ChatKey) => void>();
  for (const event of journal.past) apply(state, event);

  const happen = (event: SandboxEvent): void => {
    for (const chat of apply(state, event)) for (const onChange of watchers) onChange(chat);
  };
  return {
    get corp() {
      return state.setup.corp;
    },
    state,
    now,
    callbackUrl,
    record(event) {
      journal.append(event);
      happen(event);
    },
    reset() {
      const { seq, callSeq, tokens } = state;
      const event: SandboxEvent = { kind: 'reset', seq, callSeq, tokens: [...tokens] };
      journal.restart(event);
      happen(event);
    },
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
