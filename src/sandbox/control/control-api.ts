import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { findPerson } from '../corp.ts';
import type { Person } from '../corp.ts';
import { matchesPath, readFault } from '../faults.ts';
import type { Faults } from '../faults.ts';
import { textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { sendMedia } from '../send-media.ts';
import { personChat } from '../world/reducer.ts';
import type { ChatKey } from '../world/state.ts';
import { clickCard, doPlainEvent, sayAloud, sendPicture, typeText } from './acts.ts';
import type { ActResult, Stage } from './acts.ts';
import { addConsole } from './console-api.ts';
import type { Robot } from '../robot/robot.ts';
import { addRobot } from '../robot/robot-routes.ts';
import { afterOf, bodyOf, clickOf, fail } from './requests.ts';
import { deskOf, groupsOf, messagesOf, peopleOf, robotOf } from './overview.ts';
import { streamChanges } from './stream.ts';
import { tapMenu } from './tap-menu.ts';

/** /sandbox/api: look at the chats, act as a person, and make the API fail. */
export function controlRouter(stage: Stage, faults: Faults, robot: Robot | null): Router {
  const router = express.Router();
  router.use(express.json({ limit: '32mb' }));
  addViews(router, stage);
  addActs(router, stage);
  addConsole(router, stage);
  addRobot(router, robot);
  addFaults(router, stage, faults);
  router.use((_request, response) => fail(response, 404, '沙箱没有这个接口'));
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (!(error instanceof SyntaxError)) return next(error);
    fail(response, 400, '请求体不是 JSON');
  });
  return router;
}

function addViews(router: Router, { world, callbacks }: Stage): void {
  const { state } = world;
  router.get('/corp', (_request, response) => {
    const { corpName, corpId, agent } = world.corp;
    response.json({ corpName, corpId, agent: { id: agent.id, name: agent.name }, ...robotOf(world) });
  });
  router.get('/people', (_request, response) => void response.json(peopleOf(world)));
  router.get('/groups', (_request, response) => void response.json(groupsOf(world)));
  router.get('/people/:userid/messages', (request, response) => {
    const person = findPerson(world.corp, request.params.userid);
    if (!person) return fail(response, 404, '没有这个人');
    response.json(messagesOf(world, personChat(person.userid), afterOf(request)));
  });
  router.get('/groups/:id/messages', (request, response) => {
    const chat: ChatKey = `groups/${request.params.id}`;
    if (!groupsOf(world).some((group) => group.id === request.params.id))
      return fail(response, 404, '没有这个群');
    response.json(messagesOf(world, chat, afterOf(request)));
  });
  router.get('/people/:userid/desk', (request, response) => {
    const person = findPerson(world.corp, request.params.userid);
    if (!person) return fail(response, 404, '没有这个人');
    response.json(deskOf(world, person.userid));
  });
  router.get('/calls', (request, response) => {
    const pattern = typeof request.query.path === 'string' ? request.query.path : '*';
    const after = afterOf(request);
    response.json({
      calls: state.calls.filter(({ seq, path }) => seq > after && matchesPath(pattern, path)),
    });
  });
  router.get('/media/:id', (request, response) => {
    const media = state.media.get(request.params.id);
    if (!media) return fail(response, 404, '没有这个文件');
    sendMedia(response, media);
  });
  router.get('/stream', (_request, response) => streamChanges(world, response));
  router.post('/verify', async (_request, response) => void response.json(await callbacks.verify()));
}

function addActs(router: Router, stage: Stage): void {
  const act = (name: string, perform: (person: Person, body: Json) => Promise<ActResult>): void => {
    router.post(`/people/:userid/${name}`, async (request, response) => {
      const person = findPerson(stage.world.corp, request.params.userid);
      if (!person) return fail(response, 404, '没有这个人');
      const result = await perform(person, bodyOf(request));
      if ('error' in result) return fail(response, result.status, result.error);
      response.json(result);
    });
  };
  act('text', (person, body) => typeText(stage, person, textOf(body, 'content')));
  act('image', (person, body) => sendPicture(stage, person, textOf(body, 'base64')));
  act('voice', (person, body) => sayAloud(stage, person, textOf(body, 'base64')));
  act('menu', (person, body) =>
    tapMenu(stage, person, { key: textOf(body, 'key'), url: textOf(body, 'url') }),
  );
  act('enter', (person) => doPlainEvent(stage, person, 'enter_agent'));
  act('subscribe', (person) => doPlainEvent(stage, person, 'subscribe'));
  act('unsubscribe', (person) => doPlainEvent(stage, person, 'unsubscribe'));
  act('click', (person, body) => clickCard(stage, person, clickOf(body)));
}

function addFaults(router: Router, { world }: Stage, faults: Faults): void {
  router.get('/faults', (_request, response) => void response.json({ faults: faults.list() }));
  router.post('/faults', (request, response) => {
    const fault = readFault(bodyOf(request));
    if (typeof fault === 'string') return fail(response, 400, fault);
    faults.add(fault);
    response.json({ faults: faults.list() });
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.json({ faults: [] });
  });
  router.post('/reset', (_request, response) => {
    world.reset();
    faults.clear();
    response.json({});
  });
}
