import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { ApiError, call } from '../../shared/api.ts';
import { BLOCK, blocksFor, withBlock } from './blocks.ts';
import type { LedgerAnswer, LedgerLine, LedgerQuery } from './ledger-query.ts';
import type { Span } from './window-of.ts';

export interface LedgerTable {
  /** A place for each row; undefined until it is loaded. */
  readonly rows: ShallowRef<readonly (LedgerLine | undefined)[]>;
  readonly figures: ShallowRef<LedgerAnswer['figures'] | null>;
  readonly problem: Ref<string | null>;
  readonly busy: Ref<boolean>;
  /** Loads what is looked at. */
  need(span: Span): void;
  /** Anew, beginning with what is looked at; what is shown stays until the new is there. */
  reload(): Promise<void>;
}

/** Who drags the scroll bar means the place where he stops, and not each one on the way. */
const SETTLED_MS = 60;
/** So many rows at once are dragged over; fewer are read, and those that follow come meanwhile. */
const DRAGGED = 30;
const TOP: Span = { first: 0, end: 20 };

/** The long table of a query, wherever it is looked at. An answer to a query that was left is dropped. */
export function useLedger(query: Ref<LedgerQuery>): LedgerTable {
  const rows = shallowRef<readonly (LedgerLine | undefined)[]>([]);
  const figures = shallowRef<LedgerAnswer['figures'] | null>(null);
  const problem = ref<string | null>(null);
  const busy = ref(false);
  const loaded = new Set<number>();
  let looked = TOP;
  /** What is shown belongs to another query. */
  let isForeign = false;
  let turn = new AbortController();
  let settling: ReturnType<typeof setTimeout> | undefined;

  async function load(block: number): Promise<boolean> {
    const mine = turn;
    busy.value = true;
    try {
      const input = { ...query.value, skip: block * BLOCK, limit: BLOCK };
      const page = await call('GET /ledger', { query: input }, mine.signal);
      if (mine !== turn) return false;
      const { total } = page.figures;
      // Somebody has added or closed some: rows that were loaded before may stand elsewhere now.
      const isMoved = isForeign || total !== figures.value?.total;
      if (isMoved) loaded.clear();
      rows.value = withBlock(isMoved ? [] : rows.value, block, page.rows, total);
      isForeign = false;
      loaded.add(block);
      figures.value = page.figures;
      problem.value = null;
      return true;
    } catch (error) {
      if (mine !== turn) return false;
      if (!(error instanceof ApiError)) throw error;
      problem.value = error.message;
      // Rows of another query under this one's filters would be wrong answers.
      if (isForeign) [rows.value, figures.value] = [[], null];
      return false;
    } finally {
      if (mine === turn) busy.value = false;
    }
  }

  const missing = (): number | undefined =>
    blocksFor(looked, figures.value?.total ?? 0).find((block) => !loaded.has(block));

  async function loadOn(): Promise<void> {
    for (let block = missing(); block !== undefined; block = missing()) if (!(await load(block))) return;
  }

  function loadUnlessBusy(): void {
    if (!busy.value) void loadOn();
  }

  function begin(): Promise<void> {
    turn.abort();
    turn = new AbortController();
    loaded.clear();
    return loadOn();
  }

  watch(
    query,
    () => {
      looked = TOP;
      isForeign = true;
      void begin();
    },
    { immediate: true },
  );

  return {
    rows,
    figures,
    problem,
    busy,
    need(span) {
      const isDragged = Math.abs(span.first - looked.first) > DRAGGED;
      looked = span;
      clearTimeout(settling);
      if (isDragged) settling = setTimeout(loadUnlessBusy, SETTLED_MS);
      else loadUnlessBusy();
    },
    reload: begin,
  };
}
