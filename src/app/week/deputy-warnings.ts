import { deputyProblems } from '../../domain/task/deputies.ts';
import type { NewOutbound } from '../delivery/message-stores.ts';
import type { Climb } from './climb.ts';

/** Deputies that lead nowhere are the office's to set right; each state of things is told once. */
export async function deputyWarnings({
  stores,
  round,
  now,
  today,
}: Pick<Climb, 'stores' | 'round' | 'now' | 'today'>): Promise<NewOutbound[]> {
  const deputations = await stores.deputies.notOver(today);
  const problems = deputyProblems(deputations, today);
  if (problems.length === 0) return [];
  const entries = deputations.filter(({ personId }) => problems.some((each) => each.personId === personId));
  const people = await stores.people.all();
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '';
  const office = await stores.people.withRole('manager', round.id);
  return office.map(({ id, userid }) => ({
    personId: id,
    roundId: null,
    kind: 'deputy_problem',
    period: entries.map((entry) => entry.id).join(','),
    address: { kind: 'person', userid },
    notice: {
      kind: 'deputy_problem',
      people: problems.map(({ personId, problem }) => ({ name: nameOf(personId), problem })),
    },
    urgent: false,
    notBefore: now,
    createdAt: now,
  }));
}
