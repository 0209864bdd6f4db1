const POLL_MS = 3000;

/**
 * Follows the sandbox: refreshes on every event of its stream, and every few seconds for as long as the
 * stream is broken.
 * @param {{ refresh: () => Promise<void>, onConnection: (connected: boolean) => void }} page
 */
export function follow({ refresh, onConnection }) {
  const once = coalesced(() =>
    refresh().then(
      () => onConnection(true),
      () => onConnection(false),
    ),
  );
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let polling;

  const connect = () => {
    const stream = new EventSource('/sandbox/api/stream');
    stream.addEventListener('open', () => {
      clearInterval(polling);
      polling = undefined;
      once();
    });
    stream.addEventListener('message', once);
    stream.addEventListener('error', () => {
      polling ??= setInterval(once, POLL_MS);
      // The browser gives up for good on an HTTP error; a dropped line it mends by itself.
      if (stream.readyState === EventSource.CLOSED) setTimeout(connect, POLL_MS);
    });
  };
  connect();
}

/**
 * A hundred events in a burst need no hundred refreshes: while one runs, one more is remembered.
 * @param {() => Promise<void>} work @returns {() => void}
 */
function coalesced(work) {
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    await work();
    running = false;
    if (again) void run();
  };
  return () => void run();
}
