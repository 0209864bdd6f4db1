import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { mayAnywhere, type Acting } from '../acting.ts';
import {
  deputiesOf,
  endDeputies,
  lineOf,
  personNamed,
  refusalOf,
  setDeputy,
  type By,
} from '../office/deputies.ts';
import { readyTo, refuse, type Prepared } from './prepared.ts';

type Named<Name extends SupervisionCommand['name']> = Extract<SupervisionCommand, { name: Name }>;

const byOf = ({ person, source, now }: Acting): By => ({ actor: person.userid, source, at: now });

/** 代理：张三外出期间由李四代. */
export async function prepareDeputy(acting: Acting, command: Named<'deputy'>): Promise<Prepared> {
  if (!mayAnywhere(acting, 'set_deputy')) return refuse('not_permitted', null);
  const { stores, today } = acting;
  const person = await personNamed(stores, command.person);
  if (typeof person === 'string') return refuse(person, null);
  const deputy = await personNamed(stores, command.deputy);
  if (typeof deputy === 'string') return refuse(deputy, null);
  const wanted = { person, deputy, from: command.from ?? today, lastDay: command.until };
  const why = await refusalOf(stores, wanted, today);
  if (why !== null) return refuse(why, null);
  const line = { person: person.name, deputy: deputy.name, from: wanted.from, lastDay: wanted.lastDay };
  return readyTo({ do: 'deputy', line }, { ...command, from: wanted.from }, async () => {
    const problem = await setDeputy(stores, wanted, byOf(acting), today);
    return { outcome: 'deputy_set', notice: { kind: 'deputy_set', line, problem } };
  });
}

export async function prepareEndDeputy(acting: Acting, command: Named<'end_deputy'>): Promise<Prepared> {
  if (!mayAnywhere(acting, 'set_deputy')) return refuse('not_permitted', null);
  const { stores, today } = acting;
  const person = await personNamed(stores, command.person);
  if (typeof person === 'string') return refuse(person, null);
  const [entry] = await deputiesOf(stores, person, today);
  if (!entry) return refuse('no_deputy', null);
  const deputy = await stores.people.byId(entry.deputyId);
  const line = lineOf(entry, (id) => (id === person.id ? person.name : (deputy?.name ?? '')));
  return readyTo({ do: 'end_deputy', line }, command, async () => {
    await endDeputies(stores, person, byOf(acting), today);
    return { outcome: 'deputy_ended', notice: { kind: 'deputy_ended', person: person.name } };
  });
}
