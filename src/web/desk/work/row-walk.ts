import { nextTick, ref, watch, type Ref } from 'vue';

export interface RowWalk {
  /** The row that Tab leads to. */
  readonly active: Ref<number>;
  to(row: number): Promise<void>;
}

/** The focus goes from row to row of a long table by arrows, though few of its rows are drawn and some not loaded. */
export function useRowWalk(table: {
  readonly box: Readonly<Ref<HTMLElement | null>>;
  readonly scrollTop: Ref<number>;
  readonly rowHeight: number;
  count(): number;
  rows(): readonly unknown[];
}): RowWalk {
  const active = ref(0);
  /** The row has no line yet; it gets the focus when it has one. */
  let isAwaited = false;

  async function focus(): Promise<void> {
    await nextTick();
    const link = table.box.value?.querySelector<HTMLElement>(`[data-row="${active.value}"]`);
    isAwaited = !link;
    link?.focus({ preventScroll: true });
  }
  watch(table.rows, () => {
    // Not when the person has gone elsewhere meanwhile.
    if (isAwaited && document.activeElement?.matches('body, .scroller, .scroller *')) void focus();
  });

  return {
    active,
    async to(row) {
      const [at, box, height] = [
        Math.min(Math.max(0, row), table.count() - 1),
        table.box.value,
        table.rowHeight,
      ];
      active.value = at;
      if (!box) return;
      if (at * height < box.scrollTop) box.scrollTop = at * height;
      if ((at + 1) * height > box.scrollTop + box.clientHeight - height)
        box.scrollTop = (at + 2) * height - box.clientHeight;
      table.scrollTop.value = box.scrollTop;
      await focus();
    },
  };
}
