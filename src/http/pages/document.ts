import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Response } from 'express';
import { GIVEN, type Given } from '../../contract/given.ts';

/** A built page, sent in two halves: a browser fetches its scripts while we still read what it will show. */
export interface PageDocument {
  begin(response: Response): void;
  /** @param given what is not in it the page asks for. */
  end(response: Response, given: Given): void;
}

const BODY = '<body>';

/** @param folder of the built page; read when somebody first wants it. */
export function documentIn(folder: string): PageDocument {
  let halves: readonly [string, string] | null = null;
  const read = (): readonly [string, string] => {
    const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
    const cut = html.indexOf(BODY) + BODY.length;
    return [html.slice(0, cut), html.slice(cut)];
  };
  return {
    begin(response) {
      halves ??= read();
      // It says who reads it and what he has to do: nobody keeps it.
      response.set('cache-control', 'no-store').type('html').write(halves[0]);
    },
    end(response, given) {
      halves ??= read();
      response.end(elementOf(given) + halves[1]);
    },
  };
}

/** No browser runs it, and nothing in it can end it. */
const elementOf = (given: Given): string =>
  `<script type="application/json" id="${GIVEN}">${JSON.stringify(given).replaceAll('<', '\\u003c')}</script>`;
