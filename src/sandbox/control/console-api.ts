import type { Response, Router } from 'express';
import { plainEvent } from '../callback/callback-content.ts';
import { findPerson } from '../corp.ts';
import type { Person } from '../corp.ts';
import { isText, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { corpFaults } from '../read-corp.ts';
import { changedCorp } from '../world/corp-changes.ts';
import type { AgentChange, CorpChange, PersonChange } from '../world/corp-changes.ts';
import { isLimitName, LIMITS, maxOf } from '../world/limits.ts';
import type { LimitName } from '../world/limits.ts';
import type { World } from '../world/world.ts';
import type { Stage } from './acts.ts';
import { bodyOf, fail } from './requests.ts';

/* What the administrator does in the console of the corporation. Every change is an event of the journal. */

export function addConsole(router: Router, stage: Stage): void {
  addPeople(router, stage);
  addAgent(router, stage);
  addSwitches(router, stage.world);
}

function addPeople(router: Router, stage: Stage): void {
  const { world } = stage;
  router.post('/people', async (request, response) => {
    const person = newPerson(bodyOf(request));
    if (!makeChange(world, { what: 'joined', person }, response)) return;
    response.json({ person, callback: await tellApp(stage, person.userid, 'subscribe') });
  });
  router.delete('/people/:userid', async (request, response) => {
    const person = findPerson(world.corp, request.params.userid);
    if (!person) return fail(response, 404, '没有这个人');
    const { userid } = person;
    if (!makeChange(world, { what: 'left', userid }, response)) return;
    response.json({ callback: await tellApp(stage, userid, 'unsubscribe') });
  });
  router.post('/people/:userid/leader', (request, response) => {
    const person = findPerson(world.corp, request.params.userid);
    if (!person) return fail(response, 404, '没有这个人');
    const change = leadership(bodyOf(request));
    if (typeof change === 'string') return fail(response, 400, change);
    if (!makeChange(world, { what: 'person', userid: person.userid, change }, response)) return;
    response.json({ person: findPerson(world.corp, person.userid) });
  });
  router.post('/people/:userid/disabled', async (request, response) => {
    const person = findPerson(world.corp, request.params.userid);
    const { disabled } = bodyOf(request);
    if (!person) return fail(response, 404, '没有这个人');
    if (typeof disabled !== 'boolean') return fail(response, 400, 'disabled 应是 true 或 false');
    const { userid } = person;
    if (!makeChange(world, { what: 'person', userid, change: { disabled } }, response)) return;
    response.json({ callback: await tellApp(stage, userid, disabled ? 'unsubscribe' : 'subscribe') });
  });
}

/** Only what a corporation file may say of a person. */
function newPerson(body: Json): Person {
  const fields = ['userid', 'name', 'department', 'position', 'directLeader', 'disabled', 'mobile', 'email'];
  return Object.fromEntries(
    fields.filter((field) => body[field] !== undefined).map((field) => [field, body[field]]),
  ) as unknown as Person;
}

function leadership({ directLeader, leads }: Json): PersonChange | string {
  const isLeads = Array.isArray(leads) && leads.every(Number.isInteger);
  if (leads !== undefined && !isLeads) return 'leads 应是部门 id 的列表';
  if (directLeader !== undefined && directLeader !== null && !isText(directLeader)) {
    return 'directLeader 应是 userid，null 表示没有';
  }
  if (directLeader === undefined && leads === undefined) return '请给出 directLeader 或 leads';
  return {
    ...(directLeader === undefined ? {} : { directLeader: directLeader ?? '' }),
    ...(isLeads ? { leads: leads as number[] } : {}),
  };
}

function addAgent(router: Router, { world, callbacks, setCallback }: Stage): void {
  router.post('/agent', (request, response) => {
    const change = agentChange(bodyOf(request));
    if (typeof change === 'string') return fail(response, 400, change);
    if (makeChange(world, { what: 'agent', change }, response))
      response.json({ changed: Object.keys(change) });
  });
  router.post('/verify-callback', async (request, response) => {
    const url = textOf(bodyOf(request), 'url');
    if (!/^https?:/.test(url) || !URL.canParse(url)) return fail(response, 400, 'url 应是 http(s) 地址');
    const startedAt = performance.now();
    const { verified, status, error } = await callbacks.verify(url);
    const ms = Math.round(performance.now() - startedAt);
    if (verified) setCallback(url);
    response.json({ ok: verified, status, ms, why: error });
  });
}

const AGENT_TEXTS = ['name', 'secret', 'callbackToken', 'callbackAesKey', 'trustedDomain'] as const;

function agentChange(body: Json): AgentChange | string {
  const texts = AGENT_TEXTS.filter((field) => body[field] !== undefined);
  const wrong = texts.find((field) => typeof body[field] !== 'string');
  if (wrong !== undefined) return `${wrong} 应是文字`;
  if (body.workbench !== undefined && typeof body.workbench !== 'boolean') {
    return 'workbench 应是 true 或 false';
  }
  const fields = [...texts, ...(body.workbench === undefined ? [] : ['workbench'])];
  if (fields.length === 0) return `请给出 ${AGENT_TEXTS.join('、')}、workbench 中的至少一项`;
  return Object.fromEntries(fields.map((field) => [field, body[field]]));
}

function addSwitches(router: Router, world: World): void {
  router.post('/trusted-ip', (request, response) => {
    const { trusted } = bodyOf(request);
    if (typeof trusted !== 'boolean') return fail(response, 400, 'trusted 应是 true 或 false');
    world.record({ kind: 'trusted_ip_switched', trusted });
    response.json({ trusted });
  });
  router.get('/limits', (_request, response) => void response.json({ limits: limitsOf(world) }));
  router.post('/limits', (request, response) => {
    const { name, max } = bodyOf(request);
    if (!isText(name) || !isLimitName(name)) {
      return fail(response, 400, `name 应是 ${Object.keys(LIMITS).join('、')} 之一`);
    }
    if (!Number.isInteger(max) || Number(max) < 0) return fail(response, 400, 'max 应是不小于 0 的整数');
    world.record({ kind: 'limit_set', name, max: Number(max) });
    response.json({ limits: limitsOf(world) });
  });
}

const limitsOf = ({ corp, state }: World): readonly object[] =>
  (Object.keys(LIMITS) as LimitName[]).map((name) => ({
    name,
    max: maxOf(name, corp, state.setup.limits),
    seconds: LIMITS[name].ms / 1000,
    says: LIMITS[name].says,
  }));

/** A corporation that could not stand in a file cannot be made by the console either. */
function makeChange(world: World, change: CorpChange, response: Response): boolean {
  const faults = corpFaults({ ...changedCorp(world.corp, change) });
  if (faults.length > 0) fail(response, 400, faults.join('；'));
  else world.record({ kind: 'corp_changed', change });
  return faults.length === 0;
}

/** The only thing an ordinary app hears of contacts (dossier §3.2). */
const tellApp = (
  { world, callbacks }: Stage,
  userid: string,
  event: 'subscribe' | 'unsubscribe',
): ReturnType<Stage['callbacks']['deliver']> =>
  callbacks.deliver(userid, plainEvent({ corp: world.corp, userid, at: world.now() }, event));
