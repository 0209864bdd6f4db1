import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findPerson } from '../corp.ts';
import { isText, listOf, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { checkTile } from '../shapes/tile-shape.ts';
import { isOver } from '../world/is-over.ts';
import { useOf } from '../world/limits.ts';
import type { Tile } from '../world/setup.ts';
import type { World } from '../world/world.ts';
import { checkAgentId } from './agent.ts';
import { jsonEndpoint } from './api-call.ts';
import type { Endpoint } from './api-call.ts';

/* The app's tile on the workbench (dossier §11.9): what everybody sees, and what one member sees. */

const BATCH = 1000;

const workbenchEndpoint = (answer: (world: World, body: Json) => Answer): Endpoint =>
  jsonEndpoint((world, _call, body) => {
    const refusal =
      checkAgentId(world.corp, body.agentid) ?? (world.corp.agent.workbench ? null : refuse(94000));
    return { answer: refusal ?? answer(world, body) };
  });

/** `normal` takes the tile away. */
export const setWorkbenchTemplate = workbenchEndpoint((world, body) => {
  const isOff = body.type === 'normal';
  const refusal = isOff ? null : checkTile(body);
  if (refusal) return refusal;
  const replacesTiles = body.replace_user_data === true;
  world.record({ kind: 'tile_template_set', tile: isOff ? null : tileOf(body), replacesTiles });
  return ok();
});

export const setWorkbenchData = workbenchEndpoint((world, body) => {
  const userid = textOf(body, 'userid');
  if (userid === '') return refuse(41009);
  const person = findPerson(world.corp, userid);
  if (!person) return refuse(60111);
  const refusal = checkMemberTile(world, body);
  if (refusal) return refusal;
  if (isOver(world, 'tile', person.userid)) return refuse(45009);
  return setTiles(world, [person.userid], body, useOf('tile', person.userid));
});

export const batchSetWorkbenchData = workbenchEndpoint((world, body) => {
  const list = listOf(body, 'userid_list');
  if (list.length === 0 || !list.every(isText)) return refuse(40031, 'userid_list');
  if (list.length > BATCH) return refuse(40032);
  const people = list.flatMap((userid) => findPerson(world.corp, userid)?.userid ?? []);
  if (people.length < list.length) return refuse(60111, 'userid_list');
  const data = objectOf(body, 'data');
  const refusal = checkMemberTile(world, data);
  if (refusal) return refusal;
  if (isOver(world, 'tile-batch', '', people.length)) return refuse(45009);
  return setTiles(world, people, data, useOf('tile-batch', ''));
});

export const getWorkbenchTemplate = workbenchEndpoint(({ state }) => {
  const tile = state.setup.tileTemplate;
  return tile ? ok(shown(tile)) : ok({ type: 'normal' });
});

export const getWorkbenchData = workbenchEndpoint(({ corp, state }, body) => {
  const person = findPerson(corp, textOf(body, 'userid'));
  if (!person) return refuse(60111);
  const tile = state.setup.tiles.get(person.userid);
  return tile ? ok(shown(tile)) : refuse(94008);
});

/** A member's data fill the template, so there must be one of the same type. */
function checkMemberTile({ state }: World, tile: Json): Answer | null {
  const template = state.setup.tileTemplate;
  if (!template) return refuse(94008);
  return tile.type === template.type ? checkTile(tile) : refuse(94001, `the template is ${template.type}`);
}

function setTiles(world: World, userids: readonly string[], body: Json, what: string): Answer {
  const at = world.now().getTime();
  const uses = userids.map(() => ({ what, at }));
  world.record({ kind: 'tiles_set', userids, tile: tileOf(body), uses });
  return ok();
}

const tileOf = (body: Json): Tile => {
  const type = textOf(body, 'type');
  return { type, content: objectOf(body, type) };
};

const shown = ({ type, content }: Tile): Json => ({ type, [type]: content });
