import type { Desk, TileItem } from '../app/channel.ts';
import type { Api } from './api.ts';
import { expectSuccess } from './expect-success.ts';
import { cutBytes } from './limits.ts';

/* The app's menu, of 1 to 3 entries, and its tile on the workbench, of 1 to 4 (app-api §11.8, §11.9). */

const MENU_NAME_BYTES = 16;
const TILE_TEXT_BYTES = 64;

/** Tiles are switched on in the console only. */
const TILES_OFF = 94000;

export const createDesk = (api: Api, agentId: number): Desk => ({
  async setMenu(entries) {
    const button = entries.map(({ key, label }) => ({
      type: 'click',
      name: cutBytes(label, MENU_NAME_BYTES),
      key,
    }));
    const query = { agentid: String(agentId) };
    expectSuccess(await api.post('/cgi-bin/menu/create', { button }, { query }), 'menu/create');
  },

  async enableTile(items) {
    const template = { agentid: agentId, ...keydata(items) };
    const path = '/cgi-bin/agent/set_workbench_template';
    const result = await api.post(path, template, { expected: [TILES_OFF] });
    if (result.kind === 'answered' && result.errcode === TILES_OFF) return false;
    expectSuccess(result, 'agent/set_workbench_template');
    return true;
  },

  async showTile(userids, items) {
    const figures = { agentid: agentId, userid_list: userids, data: keydata(items) };
    const result = await api.post('/cgi-bin/agent/batch_set_workbench_data', figures);
    expectSuccess(result, 'agent/batch_set_workbench_data');
  },
});

const keydata = (items: readonly TileItem[]): object => ({
  type: 'keydata',
  keydata: {
    items: items.map(({ label, value }) => ({
      key: cutBytes(label, TILE_TEXT_BYTES),
      data: cutBytes(value, TILE_TEXT_BYTES),
    })),
  },
});
