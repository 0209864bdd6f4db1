import { z } from 'zod';
import { editRemark } from '../../app/desk/edit-remark.ts';
import { namesLike, peopleLike, readChoices } from '../../app/desk/read-choices.ts';
import { readDossier, readLife } from '../../app/desk/read-dossier.ts';
import { readLedger } from '../../app/desk/read-ledger.ts';
import type { deskLedgerEndpoints } from '../../contract/desk-ledger.ts';
import type { DeskPlace } from '../../domain/ledger/desk-rows.ts';
import { lifeLine } from '../../zh/audit.ts';
import type { ApiDeps } from './api-deps.ts';
import type { HandlersOf } from './handler.ts';
import { secretRefusal } from './orders.ts';

export const deskLedgerHandlers = (api: ApiDeps): HandlersOf<typeof deskLedgerEndpoints> => ({
  'GET /ledger': async (acting, { query: { sort, order, cursor, skip, limit, ...filter } }) => {
    const after = cursor === undefined ? null : placeIn(cursor);
    if (after === undefined) return { refused: 'bad_request', errors: ['query.cursor: not one of ours'] };
    const page = await readLedger(acting, {
      filter,
      order: { by: sort, descending: order === 'desc' },
      after,
      skip,
      limit,
    });
    return 'refused' in page ? page : { ...page, next: page.next && cursorOf(page.next) };
  },
  'GET /ledger/choices': async (acting) => readChoices(acting),
  'GET /ledger/names': async (acting, { query: { of, like } }) => namesLike(acting, of, like),
  'GET /ledger/people': async (acting, { query: { like } }) => peopleLike(acting, like),
  'GET /dossiers/:code': async (acting, { params }) => readDossier(acting, params.code),
  'GET /dossiers/:code/life': async (acting, { params }) => {
    const life = await readLife(acting, params.code);
    if ('refused' in life) return life;
    return {
      lines: life.lines.map((line) => ({
        at: line.instant.toISOString(),
        refused: line.refused,
        text: lifeLine(line),
      })),
    };
  },
  'PUT /dossiers/:code/remark': async (acting, { params, body }) => {
    const edited = await editRemark(acting, { code: params.code, ...body });
    return 'refused' in edited && edited.refused === 'secret' ? secretRefusal(api) : edited;
  },
});

/** A cursor is opaque to whoever gets it, and no secret: it names a place in a list that he has read. */
const cursorOf = (place: DeskPlace): string => Buffer.from(JSON.stringify(place)).toString('base64url');

const place = z.tuple([z.union([z.string(), z.number()]), z.string(), z.number()]);

/** Undefined when it is not one of ours. */
function placeIn(cursor: string): DeskPlace | undefined {
  try {
    return place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
