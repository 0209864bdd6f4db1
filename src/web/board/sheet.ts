import { onScopeDispose, ref, type Ref } from 'vue';

/*
 * The board has two shapes: one sheet that fills a wide screen, and a column for phones. On paper it is always the
 * sheet, and since canvases do not grow by themselves, it takes the size of the paper before it is printed.
 */

/** As a wall or a desk is, also zoomed in: then the column is easier to read. */
const WIDE = '(min-width: 1180px) and (min-aspect-ratio: 5/4)';

export interface Sheet {
  readonly wide: Ref<boolean>;
  readonly printing: Ref<boolean>;
}

/** Gives the page its shape. What draws itself listens for the same events after this has. */
export function useSheet(): Sheet {
  const query = window.matchMedia(WIDE);
  const [wide, printing] = [ref(query.matches), ref(false)];
  const root = document.documentElement;
  const apply = (): void => {
    root.classList.toggle('wide', wide.value || printing.value);
    root.classList.toggle('printing', printing.value);
  };
  const onChange = (): void => {
    wide.value = query.matches;
    apply();
  };
  const print = (on: boolean) => (): void => {
    printing.value = on;
    apply();
  };
  const [before, after] = [print(true), print(false)];
  query.addEventListener('change', onChange);
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  apply();
  onScopeDispose(() => {
    query.removeEventListener('change', onChange);
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  });
  return { wide, printing };
}
