import type { Request, Response, Router } from 'express';
import { messagesOf } from '../control/overview.ts';
import { afterOf, bodyOf, clickOf, fail } from '../control/requests.ts';
import { findPerson } from '../corp.ts';
import { textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { enterChat, pressCard, tellFile, tellMixed, tellPicture, tellText, tellVoice } from './acts.ts';
import { findGroup, groupChat, robotChat } from './chats.ts';
import { repeatLast } from './deliver.ts';
import type { RobotActResult } from './deliver.ts';
import type { Robot } from './robot.ts';
import type { Teller } from './told.ts';

type Act = (robot: Robot, teller: Teller, body: Json) => RobotActResult;

const press: Act = (robot, teller, body) => pressCard(robot, teller, clickOf(body));

/** Alone with the robot everything can be sent; in a group texts, mixed messages and presses (bots B3). */
const ALONE: Readonly<Record<string, Act>> = {
  text: tellText,
  image: tellPicture,
  voice: tellVoice,
  file: tellFile,
  mixed: tellMixed,
  click: press,
  enter: enterChat,
};
const IN_GROUP: Readonly<Record<string, Act>> = { text: tellText, mixed: tellMixed, click: press };

/** The smart robot in the control API: `/robot/…`, and people who speak in `/groups/:id/…`. */
export function addRobot(router: Router, robot: Robot | null): void {
  if (!robot) {
    router.use('/robot', (_request, response) => fail(response, 404, '企业文件里没有智能机器人'));
    return;
  }
  addLine(router, robot);
  router.get('/robot/:userid/messages', (request, response) => {
    const person = findPerson(robot.world.corp, request.params.userid);
    if (!person) return fail(response, 404, '没有这个人');
    response.json(messagesOf(robot.world, robotChat(person.userid), afterOf(request)));
  });
  for (const [name, act] of Object.entries(ALONE)) {
    router.post(`/robot/:userid/${name}`, (request, response) => {
      const person = findPerson(robot.world.corp, request.params.userid);
      if (!person) return fail(response, 404, '没有这个人');
      const { userid } = person;
      answer(response, act(robot, { userid, chat: robotChat(userid) }, bodyOf(request)));
    });
  }
  for (const [name, act] of Object.entries(IN_GROUP)) {
    router.post(`/groups/:id/${name}`, (request, response) => {
      const teller = memberOf(robot, request);
      if (!teller) return fail(response, 404, '没有这个群，或者群里没有这个人');
      answer(response, act(robot, teller, bodyOf(request)));
    });
  }
}

function addLine(router: Router, robot: Robot): void {
  const { link, self } = robot;
  router.get('/robot', (_request, response) => {
    const { id, names, idKind } = self;
    response.json({ id, names, idKind, since: link.since });
  });
  const breakLine = (name: string, act: () => boolean): void => {
    router.post(`/robot/${name}`, (_request, response) => {
      if (!act()) return fail(response, 409, '机器人没有连接');
      response.json({});
    });
  };
  breakLine('kick', () => link.kick());
  breakLine('drop', () => link.drop());
  router.post('/robot/repeat', (_request, response) => answer(response, repeatLast(robot)));
}

function memberOf({ world }: Robot, request: Request<{ id: string }>): Teller | null {
  const group = findGroup(world, request.params.id);
  const person = findPerson(world.corp, textOf(bodyOf(request), 'userid'));
  if (!group || !person || !group.members.includes(person.userid)) return null;
  return { userid: person.userid, chat: groupChat(group.id) };
}

function answer(response: Response, result: RobotActResult): void {
  if ('error' in result) return fail(response, result.status, result.error);
  response.json(result);
}
