import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { ApiError } from '../../shared/api.ts';

export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

export interface Paging<T> {
  readonly rows: ShallowRef<readonly T[] | null>;
  readonly hasMore: Ref<boolean>;
  readonly busy: Ref<boolean>;
  readonly problem: Ref<string | null>;
  /** From the newest on, by what the filters say now. */
  begin(): Promise<void>;
  more(): Promise<void>;
}

/** A list that is read a page at a time. */
export function usePaging<T>(ask: (cursor: string | undefined) => Promise<Page<T>>): Paging<T> {
  const rows = shallowRef<readonly T[] | null>(null);
  const next = ref<string | null>(null);
  const [hasMore, busy] = [ref(false), ref(false)];
  const problem = ref<string | null>(null);
  const read = async (before: readonly T[], cursor?: string): Promise<void> => {
    busy.value = true;
    try {
      const page = await ask(cursor);
      rows.value = [...before, ...page.rows];
      next.value = page.next;
      hasMore.value = page.next !== null;
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      problem.value = error.message;
    } finally {
      busy.value = false;
    }
  };
  const begin = (): Promise<void> => read([]);
  void begin();
  return {
    rows,
    hasMore,
    busy,
    problem,
    begin,
    more: () => read(rows.value ?? [], next.value ?? undefined),
  };
}
