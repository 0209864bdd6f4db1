import { ok, refuse } from '../answer.ts';
import { isText, textOf } from '../json.ts';
import { findByOpenUserid } from '../open-userid.ts';
import { isOver } from '../world/is-over.ts';
import { jsonEndpoint } from './api-call.ts';

/* From one id of a member to another (dossier §6.1, bots B8). */

const OPEN_USERIDS = 1000;

/** user/getuserid: too many numbers of nobody close it for a day. */
export const userGetUserid = jsonEndpoint((world, _call, body) => {
  const mobile = textOf(body, 'mobile');
  if (mobile.length < 5 || mobile.length > 32) return { answer: refuse(40058, 'mobile') };
  if (isOver(world, 'wrong-mobile')) return { answer: refuse(45009) };
  const person = world.corp.people.find((candidate) => candidate.mobile === mobile);
  return { answer: person ? ok({ userid: person.userid }) : refuse(46004) };
});

/** batch/openuserid_to_userid. A plain userid is invalid here, as is an id that another robot knows. */
export const openUseridToUserid = jsonEndpoint((world, _call, body) => {
  const list = body.open_userid_list;
  if (!Array.isArray(list) || list.length === 0 || list.length > OPEN_USERIDS || !list.every(isText)) {
    return { answer: refuse(40058, `open_userid_list: 1 to ${OPEN_USERIDS} texts`) };
  }
  const found = list.map((id) => ({ open_userid: id, userid: findByOpenUserid(world.corp, id)?.userid }));
  return {
    answer: ok({
      userid_list: found.filter(({ userid }) => userid !== undefined),
      invalid_open_userid_list: found
        .filter(({ userid }) => userid === undefined)
        .map(({ open_userid: id }) => id),
    }),
  };
});

/** user/list_id is for the secret of the contact-sync assistant (dossier §6.1), which no app has. */
export const userListId = jsonEndpoint(() => ({ answer: refuse(48002, 'only for the contact-sync secret') }));
