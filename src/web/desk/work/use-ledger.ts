import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { ApiError, call } from '../../shared/api.ts';
import type { LedgerAnswer, LedgerLine, LedgerQuery } from './ledger-query.ts';

export interface LedgerTable {
  /** As far as they are loaded. */
  readonly rows: ShallowRef<readonly LedgerLine[]>;
  readonly figures: ShallowRef<LedgerAnswer['figures'] | null>;
  readonly problem: Ref<string | null>;
  readonly busy: Ref<boolean>;
  /** Loads on until that many rows are there. */
  need(count: number): void;
  /** From the beginning, as far as it was loaded before. */
  reload(): Promise<void>;
}

const PAGE = 200;
/** Somebody who drags to the end is not made to wait for fifty calls. */
const FAR_PAGE = 500;

/** The long table of a query, page by page as it is looked at. An answer to a query that was left is dropped. */
export function useLedger(query: Ref<LedgerQuery>): LedgerTable {
  const rows = shallowRef<readonly LedgerLine[]>([]);
  const figures = shallowRef<LedgerAnswer['figures'] | null>(null);
  const problem = ref<string | null>(null);
  const busy = ref(false);
  let next: string | null = null;
  let wanted = PAGE;
  let turn = new AbortController();

  async function load(from: string | null): Promise<void> {
    const mine = turn;
    const far = wanted - (from === null ? 0 : rows.value.length) > PAGE;
    busy.value = true;
    try {
      const input = { ...query.value, ...(from !== null && { cursor: from }), limit: far ? FAR_PAGE : PAGE };
      const page = await call('GET /ledger', { query: input }, mine.signal);
      if (mine !== turn) return;
      rows.value = from === null ? page.rows : [...rows.value, ...page.rows];
      ({ figures: figures.value, next } = page);
      problem.value = null;
    } catch (error) {
      if (mine !== turn) return;
      if (!(error instanceof ApiError)) throw error;
      problem.value = error.message;
      return;
    } finally {
      if (mine === turn) busy.value = false;
    }
    if (next !== null && rows.value.length < wanted) await load(next);
  }

  function begin(): Promise<void> {
    turn.abort();
    turn = new AbortController();
    next = null;
    return load(null);
  }

  watch(
    query,
    () => {
      wanted = PAGE;
      void begin();
    },
    { immediate: true },
  );

  return {
    rows,
    figures,
    problem,
    busy,
    need(count) {
      wanted = Math.max(wanted, count);
      if (!busy.value && next !== null && rows.value.length < wanted) void load(next);
    },
    reload: begin,
  };
}
