import type { AddressInfo } from 'node:net';
import express from 'express';

export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly contentType: string;
  readonly range: string;
  readonly body: string;
}

/** What the double does with one call. */
export type Reaction =
  | { readonly json: object; readonly status?: number }
  | { readonly html: string; readonly status: number }
  | { readonly redirect: string }
  | { readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>>; readonly status?: number }
  | 'cut'
  | 'cut_in_answer'
  | 'silent';

export interface Double {
  readonly url: string;
  readonly calls: SeenCall[];
  /** Reactions to the next calls of a path, in order; then gettoken gives tokens and all else succeeds. */
  next(path: string, ...reactions: (Reaction | ((call: SeenCall) => Reaction))[]): void;
  callsOf(path: string): SeenCall[];
  close(): Promise<void>;
}

/** A WeCom of a few lines that fails on demand, also in ways the sandbox does not know. */
export async function startDouble(): Promise<Double> {
  const calls: SeenCall[] = [];
  const waiting = new Map<string, (Reaction | ((call: SeenCall) => Reaction))[]>();
  let tokens = 0;
  const app = express();
  app.use(express.text({ type: () => true, limit: '30mb' }));
  app.use((request, response) => {
    const call: SeenCall = {
      method: request.method,
      path: request.path,
      query: request.query,
      contentType: request.get('content-type') ?? '',
      range: request.get('range') ?? '',
      body: typeof request.body === 'string' ? request.body : '',
    };
    calls.push(call);
    const planned = waiting.get(call.path)?.shift() ?? usual(call);
    const reaction = typeof planned === 'function' ? planned(call) : planned;
    react(response, reaction);
  });

  function usual({ path }: SeenCall): Reaction {
    if (path !== '/cgi-bin/gettoken') return { json: { errcode: 0, errmsg: 'ok' } };
    tokens += 1;
    return { json: { errcode: 0, errmsg: 'ok', access_token: `TOKEN-${tokens}-value`, expires_in: 7200 } };
  }

  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    next: (path, ...reactions) => waiting.set(path, reactions),
    callsOf: (path) => calls.filter((call) => call.path === path),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function react(response: express.Response, reaction: Reaction): void {
  if (reaction === 'silent') return;
  if (reaction === 'cut') {
    response.socket?.destroy();
  } else if (reaction === 'cut_in_answer') {
    response.writeHead(200, { 'content-length': '100' }).write('{"errcode":0');
    setImmediate(() => response.socket?.destroy());
  } else if ('bytes' in reaction) {
    response.writeHead(reaction.status ?? 200, { ...reaction.headers }).end(reaction.bytes);
  } else if ('redirect' in reaction) {
    response.redirect(reaction.redirect);
  } else if ('html' in reaction) {
    response.status(reaction.status).type('html').send(reaction.html);
  } else {
    response.status(reaction.status ?? 200).json(reaction.json);
  }
}
