import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/*
 * Why not a ready-made load generator: every message must be another one, built before the clock runs, and the last
 * ones must be answered too, or answers and rows could not be counted against each other.
 */

export interface Wave {
  readonly seconds: number;
  /** Ascending. */
  readonly latenciesMs: readonly number[];
  readonly answers: Readonly<Record<number, number>>;
}

/**
 * Sends whole HTTP requests over kept connections. Each connection sends its next request when the last one is
 * answered, until none is left or the time is over; what is under way then is still waited for.
 */
export async function sendWave(
  port: number,
  requests: readonly Buffer[],
  { connections, seconds: most }: { readonly connections: number; readonly seconds: number },
): Promise<Wave> {
  const sockets = Array.from({ length: connections }, () =>
    connect({ port, host: '127.0.0.1', noDelay: true }),
  );
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const queue = requests.values();
  const next = () => (performance.now() - start < most * 1000 ? (queue.next().value ?? null) : null);
  const latenciesMs: number[] = [];
  const answers: Record<number, number> = {};
  const start = performance.now();
  const answered = (status: number, latencyMs: number) => {
    answers[status] = (answers[status] ?? 0) + 1;
    latenciesMs.push(latencyMs);
  };
  await Promise.all(sockets.map((socket) => sendAll(socket, next, answered)));
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  return { seconds, latenciesMs: latenciesMs.toSorted((a, b) => a - b), answers };
}

const PATIENCE_MS = 30_000;

function sendAll(
  socket: Socket,
  next: () => Buffer | null,
  answered: (status: number, latencyMs: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let [sentAt, received] = [0, ''];
    const sendNext = () => {
      const request = next();
      if (request === null) return resolve();
      received = '';
      sentAt = performance.now();
      socket.write(request);
    };
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received += chunk;
      const status = statusOfWhole(received);
      if (status === null) return;
      answered(status, performance.now() - sentAt);
      sendNext();
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the server does not answer')));
    socket.once('error', reject).once('close', () => reject(new Error('the server closed a connection')));
    sendNext();
  });
}

/** Null while the answer is not whole. One character is one byte. */
function statusOfWhole(answer: string): number | null {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const bodyBytes = Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? 0);
  return answer.length < end + 4 + bodyBytes ? null : Number(answer.slice(9, 12));
}
