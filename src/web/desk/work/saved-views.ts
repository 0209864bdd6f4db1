import type { LedgerQuery } from './ledger-query.ts';
import type { ColumnKey } from './ledger-columns.ts';

/*
 * Saved views stay in the browser. A view is an address and a choice of columns: it holds nothing of a task, and what is
 * to be shared or kept elsewhere is shared as a link. On the server it would be one more thing about people to keep,
 * back up and delete. By userid, as several people may sit at one machine.
 */

export interface SavedView {
  readonly name: string;
  readonly query: LedgerQuery;
}

/** What localStorage is used for. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const MOST = 30;

export function savedViews(
  shelf: Shelf,
  userid: string,
): {
  list(): readonly SavedView[];
  save(view: SavedView): readonly SavedView[];
  drop(name: string): readonly SavedView[];
  columns(): readonly ColumnKey[] | null;
  chooseColumns(keys: readonly ColumnKey[]): void;
} {
  const [views, columns] = [`duban.views.${userid}`, `duban.columns.${userid}`];
  const list = (): readonly SavedView[] => (read(shelf, views) ?? []) as readonly SavedView[];
  const keep = (kept: readonly SavedView[]): readonly SavedView[] => {
    write(shelf, views, kept);
    return kept;
  };
  const without = (name: string): readonly SavedView[] => list().filter((view) => view.name !== name);
  return {
    list,
    save: (view) => keep([...without(view.name), view].slice(-MOST)),
    drop: (name) => keep(without(name)),
    columns: () => read(shelf, columns) as readonly ColumnKey[] | null,
    chooseColumns: (keys) => write(shelf, columns, keys),
  };
}

/** Null when there is nothing, or nothing of ours. */
function read(shelf: Shelf, key: string): readonly unknown[] | null {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key) ?? 'null');
    return Array.isArray(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** A browser may refuse to keep anything; the page works without. */
function write(shelf: Shelf, key: string, value: readonly unknown[]): void {
  try {
    shelf.setItem(key, JSON.stringify(value));
  } catch {
    // Full, or forbidden.
  }
}
