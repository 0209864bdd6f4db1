import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { ApiError } from '../../shared/api.ts';

/** While somebody types nothing is asked. */
const TYPING_MS = 300;

/** Works with what somebody has typed once he pauses. */
export function useTyping(work: (text: string) => void): (text: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onBeforeUnmount(() => clearTimeout(timer));
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(text), TYPING_MS);
  };
}

export interface Suggestions<T> {
  readonly found: ShallowRef<readonly T[]>;
  readonly typed: (text: string) => void;
}

/** What fits what somebody types. A help: without it he types on. */
export function useSuggestions<T>(ask: (like: string) => Promise<readonly T[]>): Suggestions<T> {
  const found = shallowRef<readonly T[]>([]);
  let latest = '';
  const look = async (like: string): Promise<void> => {
    latest = like;
    try {
      const answer = like === '' ? [] : await ask(like);
      if (like === latest) found.value = answer;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  };
  return { found, typed: useTyping((text) => void look(text.trim())) };
}
