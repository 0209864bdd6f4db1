import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server on which bytes can be held back: what is sent has left, and has not arrived. */
export interface Line {
  readonly port: number;
  hold(): void;
  /** How many bytes wait on it. */
  held(): number;
  release(): void;
  close(): Promise<void>;
}

export async function aLine(target: URL): Promise<Line> {
  const sockets = new Set<Socket>();
  let waiting: { to: Socket; bytes: Buffer }[] | null = null;
  const keep = (socket: Socket, other: () => Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other().destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    keep(near, () => far);
    keep(far, () => near);
    near.on('data', (bytes: Buffer) => {
      if (waiting) waiting.push({ to: far, bytes });
      else far.write(bytes);
    });
    far.pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    hold: () => void (waiting ??= []),
    held: () => waiting?.length ?? 0,
    release() {
      const bytes = waiting ?? [];
      waiting = null;
      for (const each of bytes) if (!each.to.destroyed) each.to.write(each.bytes);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
