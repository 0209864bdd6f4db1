import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { dateSaid, personName, roundLetter } from './values.ts';

/* Who there is, what each may do, and who he is in WeCom. */

const role = z.enum(['manager', 'reviewer', 'leading_group', 'administrator', 'auditor']);
const userid = z.string().trim().min(1).max(64);
const ofPerson = z.object({ userid });

const personShown = z.object({
  userid: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  active: z.boolean(),
  /** A round's letter, or null: in every round. */
  roles: z.array(z.object({ role, round: z.string().nullable() })),
  /** The robot may write to him. */
  bound: z.boolean(),
  /** His userid is one of WeCom's, not made up by us. */
  hasAccount: z.boolean(),
  /** By which ways messages get to him; none: he is not reached. */
  ways: z.array(z.enum(['robot', 'app'])),
  /** Somebody else has the same name. */
  namesake: z.boolean(),
});

const member = z.object({
  userid: z.string(),
  name: z.string(),
  departments: z.array(z.string()).readonly(),
  position: z.string(),
  /** We have him. */
  known: z.boolean(),
});

export const peopleEndpoints = {
  'GET /people': {
    summary: 'The people we have, by userid, with their roles and the ways to them.',
    query: z.object({
      /** Part of a name, a userid or a unit. */
      q: z.string().max(100).optional(),
      show: z.enum(['all', 'roles', 'unreached', 'without_account']).default('all'),
      /** The last userid of the page before. */
      after: z.string().max(64).optional(),
    }),
    answer: z.object({
      people: z.array(personShown),
      total: z.number(),
      /** For the next page; null at the end. */
      next: z.string().nullable(),
    }),
  },
  'GET /people/office': {
    summary:
      'Units with their heads, who stands in for whom, rounds, and what there is to look people up in.',
    answer: z.object({
      units: z.array(
        z.object({
          name: z.string(),
          head: z.object({ userid: z.string(), name: z.string() }).nullable(),
          people: z.number(),
        }),
      ),
      deputies: z.array(
        z.object({
          person: z.object({ userid: z.string(), name: z.string() }),
          deputy: z.object({ userid: z.string(), name: z.string() }),
          from: dateSaid,
          lastDay: dateSaid.nullable(),
          /** Today: who comes after him, to who gets it. Empty when it does not count today. */
          chain: z.array(z.string()),
          problem: z.enum(['loop', 'too_long']).nullable(),
        }),
      ),
      rounds: z.array(z.object({ letter: z.string(), name: z.string() })),
      hasRobot: z.boolean(),
      hasDirectory: z.boolean(),
    }),
  },
  'GET /people/directory': {
    summary: "Who of WeCom's directory has that in name or userid; twenty at most.",
    query: z.object({ q: z.string().trim().min(1).max(100) }),
    answer: z.object({ members: z.array(member) }),
  },
  'POST /people': {
    summary: "Adds somebody: of WeCom's directory by userid, or somebody it does not tell us of.",
    body: z.strictObject({
      name: personName,
      unit: personName.nullable(),
      userid: userid.nullable(),
    }),
    answer: z.object({ userid: z.string() }),
  },
  'POST /people/sync': {
    summary: "Follows WeCom's directory now.",
    answer: z.object({ outcome: z.enum(['skipped', 'refused', 'done']), changed: z.number() }),
  },
  'PUT /people/:userid/roles': {
    summary: 'Gives or takes roles, in every round or in one.',
    params: ofPerson,
    body: z.strictObject({
      /** Null: in every round. */
      round: roundLetter.nullable(),
      roles: z.array(role).max(5),
      /** What stood there when the page was loaded. */
      before: z.array(role).max(5),
    }),
    answer: z.object({ roles: z.array(role).readonly() }),
  },
  'POST /people/:userid/binding-code': {
    summary: 'A code by which he makes himself known to the robot; shown once.',
    params: ofPerson,
    answer: z.object({ code: z.string(), until: z.string() }),
  },
  'PUT /units/:name/head': {
    summary: 'Says who heads a unit, and so sees its tasks.',
    params: z.object({ name: personName }),
    body: z.strictObject({
      userid,
      /** Of the head when the page was loaded. */
      before: userid.nullable(),
    }),
    answer: z.object({ userid: z.string() }),
  },
} as const satisfies Record<string, Endpoint>;
