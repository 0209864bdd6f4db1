import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, type Router } from 'express';

const YEAR_MS = 365 * 86_400_000;
/** As `npm run pages` has packed them; the better first. */
const PACKED = { br: '.br', gzip: '.gz' } as const;
const WAYS = ['br', 'gzip'] as const;

/** The files of the pages, packed where the browser can unpack. Their names change with their content. */
export function assetRouter(folder: string): Router {
  const router = express.Router();
  router.use(packedFrom(new Set(existsSync(folder) ? readdirSync(folder) : [])));
  router.use(express.static(folder, { immutable: true, maxAge: YEAR_MS, index: false }));
  return router;
}

const packedFrom =
  (names: ReadonlySet<string>): RequestHandler =>
  (request, response, next) => {
    response.vary('accept-encoding');
    const name = request.path.slice(1);
    const way = WAYS.find((one) => request.acceptsEncodings(one) !== false && names.has(name + PACKED[one]));
    if (way) {
      response.set('content-encoding', way).type(path.extname(name));
      request.url = `/${name}${PACKED[way]}`;
    }
    next();
  };
