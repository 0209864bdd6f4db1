import { onScopeDispose, ref, type Ref } from 'vue';

const AGAIN_MS = 20_000;

export interface Live {
  /** False while no announcement could reach us. */
  readonly connected: Ref<boolean>;
}

/**
 * Listens to a stream of events and says which version there is, again after every interruption.
 * @param open as `new EventSource` does
 */
export function listen(
  open: () => EventSource,
  { state, lost }: { readonly state: (version: string) => void; readonly lost: () => void },
): Live {
  const connected = ref(false);
  let [source, waiting]: [EventSource | null, number | undefined] = [null, undefined];

  function connect(): void {
    source = open();
    source.addEventListener('state', (event: MessageEvent<string>) => {
      connected.value = true;
      state(event.data);
    });
    source.addEventListener('error', () => {
      connected.value = false;
      // An answer that is no stream ends it for good: signed out, too many windows, a service that restarts.
      if (source?.readyState !== EventSource.CLOSED) return;
      lost();
      waiting = window.setTimeout(connect, AGAIN_MS);
    });
  }
  connect();
  onScopeDispose(() => {
    window.clearTimeout(waiting);
    source?.close();
  });
  return { connected };
}
