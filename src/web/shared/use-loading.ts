import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { ApiError } from './api.ts';

export interface Loading<T> {
  readonly data: ShallowRef<T | null>;
  /** A sentence for people; null while all is well. */
  readonly problem: Ref<string | null>;
  readonly busy: Ref<boolean>;
  /** Once more; what is shown stays until the new is there. */
  reload(): Promise<void>;
}

/** What is asked of the service when a page opens, and again when somebody wants it. */
export function useLoading<T>(ask: () => Promise<T>): Loading<T> {
  const data = shallowRef<T | null>(null);
  const problem = ref<string | null>(null);
  const busy = ref(false);
  const reload = async (): Promise<void> => {
    busy.value = true;
    try {
      data.value = await ask();
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.value = error.message;
    } finally {
      busy.value = false;
    }
  };
  void reload();
  return { data, problem, busy, reload };
}
