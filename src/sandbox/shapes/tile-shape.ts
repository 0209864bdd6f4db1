import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isJson, isText } from '../json.ts';
import type { Json } from '../json.ts';
import { bytesUpTo, checkShape, oneOf } from './shape.ts';
import type { Shape } from './shape.ts';

/* What WeCom demands of a workbench tile (dossier §11.9, §10). Which of the 94xxx codes is which is its order there. */

const link = { field: 'jump_url', errcode: 40039, optional: true, accepts: bytesUpTo(1024) } as const;

interface TileKind {
  /** The code when the object under the type's name is absent. */
  readonly missing: number;
  readonly shape: Shape;
}

const TILE_KINDS: Readonly<Record<string, TileKind>> = {
  keydata: {
    missing: 94002,
    shape: {
      lists: {
        items: {
          min: 1,
          max: 4,
          errcode: 94003,
          fields: [
            { field: 'key', errcode: 94012, optional: true, accepts: bytesUpTo(64) },
            { field: 'data', errcode: 94012, accepts: bytesUpTo(64) },
            link,
          ],
        },
      },
    },
  },
  image: { missing: 94013, shape: { fields: [{ field: 'url', errcode: 94013 }, link] } },
  list: {
    missing: 94005,
    shape: {
      lists: {
        items: {
          min: 1,
          max: 3,
          errcode: 94006,
          fields: [{ field: 'title', errcode: 94014, accepts: bytesUpTo(128) }, link],
        },
      },
    },
  },
  webview: {
    missing: 94007,
    shape: {
      fields: [
        { field: 'url', errcode: 94015, accepts: (url) => isText(url) && URL.canParse(url) },
        { field: 'height', errcode: 94011, optional: true, accepts: oneOf('single_row', 'double_row') },
        link,
      ],
    },
  },
};

const NOBODY = { person: () => false, media: () => false };

/** @param tile `{type, <type>: {…}}` */
export function checkTile(tile: Json): Answer | null {
  const type = String(tile.type);
  const kind = Object.hasOwn(TILE_KINDS, type) ? TILE_KINDS[type] : undefined;
  if (!kind) return refuse(94001, 'type');
  const content = tile[type];
  return isJson(content) ? checkShape(kind.shape, content, type, NOBODY) : refuse(kind.missing, type);
}
