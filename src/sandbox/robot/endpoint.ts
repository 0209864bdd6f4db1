import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Robot } from './robot.ts';

/** Where the robot connects: `ws://…/robot`. */
const PATH = '/robot';
/** A chunk of half a megabyte in base64, with room to spare. */
const FRAME_BYTES = 2 * 1024 * 1024;

const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** Opens the WebSocket endpoint on the sandbox's own port. */
export function openEndpoint(server: Server, { link }: Robot): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES });
  server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '', 'http://sandbox').pathname !== PATH) return void socket.end(NOT_FOUND);
    sockets.handleUpgrade(request, socket, head, (opened) => link.accept(opened));
  });
}
