import { onBeforeUnmount, onMounted, onUpdated, type Ref } from 'vue';

/** Hides rows from the end until the list fits its place, and says how many those are. */
function fitRows(list: HTMLElement, more: HTMLElement, say: (count: number) => string): void {
  const rows = [...list.querySelectorAll<HTMLElement>('tbody tr')];
  for (const row of rows) row.hidden = false;
  more.hidden = true;
  const overflows = (): boolean => list.scrollHeight > list.clientHeight + 1;
  for (let shown = rows.length - 1; shown >= 1 && overflows(); shown -= 1) {
    const row = rows[shown];
    if (row) row.hidden = true;
    more.hidden = false;
    more.textContent = say(rows.length - shown);
  }
}

/** Whenever its place or its rows change; on paper there is no other moment, so not by Vue. */
export function useFittingRows(
  list: Ref<HTMLElement | null>,
  more: Ref<HTMLElement | null>,
  say: () => (count: number) => string,
): void {
  const fit = (): void => {
    if (list.value && more.value) fitRows(list.value, more.value, say());
  };
  const observer = new ResizeObserver(fit);
  onMounted(() => {
    if (list.value) observer.observe(list.value);
    window.addEventListener('beforeprint', fit);
    window.addEventListener('afterprint', fit);
    fit();
  });
  onUpdated(fit);
  onBeforeUnmount(() => {
    observer.disconnect();
    window.removeEventListener('beforeprint', fit);
    window.removeEventListener('afterprint', fit);
  });
}
