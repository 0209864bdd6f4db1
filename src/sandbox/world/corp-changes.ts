import type { Agent, Corp, Person } from '../corp.ts';

/** What the administrator changes in the console while the sandbox runs. */
export type CorpChange =
  | { readonly what: 'joined'; readonly person: Person }
  | { readonly what: 'left'; readonly userid: string }
  | { readonly what: 'person'; readonly userid: string; readonly change: PersonChange }
  | { readonly what: 'agent'; readonly change: AgentChange };

export interface PersonChange {
  /** '' for nobody. */
  readonly directLeader?: string;
  readonly disabled?: boolean;
  /** The departments this person leads, all of them. */
  readonly leads?: readonly number[];
}

export type AgentChange = Partial<Omit<Agent, 'id'>>;

export function changedCorp(corp: Corp, change: CorpChange): Corp {
  switch (change.what) {
    case 'joined':
      return { ...corp, people: [...corp.people, change.person] };
    case 'left':
      return withoutPerson(corp, change.userid);
    case 'person':
      return withPersonChanged(corp, change.userid, change.change);
    case 'agent':
      return { ...corp, agent: { ...corp.agent, ...change.change } };
  }
}

/** Who left leads nobody and is in no group any more. */
function withoutPerson(corp: Corp, userid: string): Corp {
  const others = (userids: readonly string[]): readonly string[] => userids.filter((id) => id !== userid);
  return {
    ...corp,
    people: corp.people
      .filter((person) => person.userid !== userid)
      .map((person) => (person.directLeader === userid ? { ...person, directLeader: '' } : person)),
    departments: corp.departments.map(({ leader = [], ...rest }) => ({ ...rest, leader: others(leader) })),
    groups: corp.groups.map((group) => ({ ...group, members: others(group.members) })),
  };
}

function withPersonChanged(corp: Corp, userid: string, { leads, ...change }: PersonChange): Corp {
  const people = corp.people.map((person) => (person.userid === userid ? { ...person, ...change } : person));
  if (leads === undefined) return { ...corp, people };
  const departments = corp.departments.map(({ leader = [], ...rest }) => {
    const others = leader.filter((id) => id !== userid);
    return { ...rest, leader: leads.includes(rest.id) ? [...others, userid] : others };
  });
  return { ...corp, people, departments };
}
