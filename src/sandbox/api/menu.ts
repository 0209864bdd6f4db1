import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isJson, listOf, parseJson } from '../json.ts';
import { checkMenu } from '../shapes/menu-shape.ts';
import type { World } from '../world/world.ts';
import { checkAgentId } from './agent.ts';
import type { ApiCall, Endpoint } from './api-call.ts';

/* The menu under the app's chat (dossier §11.8). All three calls name the agent in the query. */

const menuEndpoint = (
  method: Endpoint['method'],
  answer: (world: World, call: ApiCall) => Answer,
): Endpoint => ({
  method,
  needsToken: true,
  handle(world, call) {
    const { agentid } = call.query;
    const refusal = checkAgentId(world.corp, agentid === undefined ? undefined : Number(agentid));
    return { answer: refusal ?? answer(world, call) };
  },
});

export const menuCreate = menuEndpoint('POST', (world, { raw }) => {
  const body = parseJson(raw.toString('utf8'));
  if (!body) return refuse(40058, 'the body is no JSON object');
  const refusal = checkMenu(body.button);
  if (refusal) return refusal;
  world.record({ kind: 'menu_set', menu: listOf(body, 'button').filter(isJson) });
  return ok();
});

export const menuGet = menuEndpoint('GET', ({ state }) =>
  state.setup.menu ? ok({ button: state.setup.menu }) : refuse(46003),
);

export const menuDelete = menuEndpoint('GET', (world) => {
  world.record({ kind: 'menu_set', menu: null });
  return ok();
});
