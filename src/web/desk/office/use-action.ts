import { ref, type Ref } from 'vue';
import { ApiError } from '../../shared/api.ts';

export interface Action {
  readonly busy: Ref<boolean>;
  /** What was done, or why not, for people. */
  readonly said: Ref<{ readonly text: string; readonly ok: boolean } | null>;
  /** Does it; what it answers with is said. @returns whether it was done */
  run(work: () => Promise<string>): Promise<boolean>;
}

/** One thing at a time, and what became of it. */
export function useAction(): Action {
  const busy = ref(false);
  const said: Action['said'] = ref(null);
  const run = async (work: () => Promise<string>): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    said.value = null;
    try {
      said.value = { text: await work(), ok: true };
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      said.value = { text: error.message, ok: false };
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, said, run };
}
