/** Below the 5 s for which servers of the house that are not told otherwise keep a connection. */
const KEPT_MS = 4000;
/** Where Node keeps what `fetch` calls through, for itself and for undici. */
const CALLS = Symbol.for('undici.globalDispatcher.1');

type Agent = new (options: Readonly<Record<'keepAliveTimeout' | 'keepAliveMaxTimeout', number>>) => object;

/**
 * Lets the people of the town keep a connection for seconds, however long the service offers to: what a process has
 * open when a week is over is then its own.
 */
export function keepCallsShort(): void {
  const calls = globalThis as { [CALLS]?: object };
  void new Request('http://127.0.0.1'); // Node loads it with the first use.
  const OwnAgent = calls[CALLS]?.constructor as Agent | undefined;
  if (!OwnAgent) throw new Error('this Node keeps the connections of fetch somewhere else');
  calls[CALLS] = new OwnAgent({ keepAliveTimeout: KEPT_MS, keepAliveMaxTimeout: KEPT_MS });
}
