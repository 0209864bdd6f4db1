import { groupBy } from '../../domain/group-by.ts';
import { mondayOf } from '../../domain/calendar/date.ts';
import { assessTask } from '../../domain/task/light.ts';
import type { Person } from '../../domain/task/people.ts';
import { isClosed, type Task } from '../../domain/task/task.ts';
import { hasAccount } from './add-person.ts';
import type { Desk, TileItem } from '../channel.ts';
import { openAsks } from '../week/open-asks.ts';
import type { Deps, TileCounts } from '../ports.ts';

/** WeCom sets the tiles of so many people in one call (app-api §11.9). */
const PEOPLE_A_CALL = 1000;

/** Tiles that are off in the console are tried again after a day: somebody may have switched them on. */
const DAY_MS = 86_400_000;

/** What this process has said to WeCom about the app's desk: its menu and its tile are laid once per start. */
const laid = new WeakMap<Desk, { readonly tileOffUntil: Date | null }>();

/**
 * Keeps the workbench tiles current: 待报, 临期, 逾期, 已销号 of each person's own tasks. Only what changed is sent,
 * people with the same figures together.
 * @returns how many tiles were changed
 * @throws AppError wecom_api, wecom_unreachable: what was not sent is sent next time
 */
export async function refreshTiles(deps: Deps): Promise<number> {
  const { desk, store, words, clock } = deps;
  if (desk === null || (await store.pause.current()) || !(await isLaid(deps, desk))) return 0;
  const shown = await store.tiles.shown();
  const counts = await countAll(deps);
  const changed = (await store.people.all()).flatMap((person) => {
    if (!person.active || !hasAccount(person)) return [];
    const own = counts.get(person.id) ?? (shown.has(person.id) ? NOTHING : null);
    if (own === null) return [];
    const items = words.tile(own);
    return sameItems(items, shown.get(person.id)) ? [] : [{ person, items }];
  });
  for (const alike of groupBy(changed, ({ items }) => JSON.stringify(items)).values()) {
    const [first] = alike;
    if (!first) continue;
    for (const people of chunksOf(alike.map(({ person }) => person))) {
      await desk.showTile(
        people.map(({ userid }) => userid),
        first.items,
      );
      await store.tiles.note(
        people.map(({ id }) => id),
        first.items,
        clock.now(),
      );
    }
  }
  return changed.length;
}

const NOTHING: TileCounts = { unanswered: 0, near: 0, overdue: 0, closed: 0 };

/** Lays menu and tile unless that was done; false while tiles are off. */
async function isLaid({ words, clock, log }: Deps, desk: Desk): Promise<boolean> {
  const now = clock.now();
  const before = laid.get(desk);
  if (before?.tileOffUntil === null) return true;
  if (before && before.tileOffUntil > now) return false;
  if (!before) await desk.setMenu(words.menu);
  const isOn = await desk.enableTile(words.tile(NOTHING));
  laid.set(desk, { tileOffUntil: isOn ? null : new Date(now.getTime() + DAY_MS) });
  if (!isOn) log.warn({ code: 94000 }, 'tiles_off');
  return isOn;
}

/** By the id of the owner, over all active rounds. */
async function countAll({ store, clock }: Deps): Promise<ReadonlyMap<string, TileCounts>> {
  const { date: today } = clock.local(clock.now());
  const calendar = await store.workCalendar();
  const now = { stores: store, calendar, today, week: mondayOf(today) };
  const counts = new Map<string, TileCounts>();
  for (const round of await store.rounds.active()) {
    const tasks = await store.tasks.list({ roundId: round.id });
    const asked = new Set((await openAsks(now, round, tasks)).map(({ task }) => task.id));
    for (const task of tasks) {
      if (!task.owner) continue;
      const { timeliness } = assessTask(task, today, calendar, round.settings);
      counts.set(
        task.owner.id,
        plus(counts.get(task.owner.id) ?? NOTHING, task, timeliness, asked.has(task.id)),
      );
    }
  }
  return counts;
}

const plus = (
  { unanswered, near, overdue, closed }: TileCounts,
  task: Task,
  timeliness: ReturnType<typeof assessTask>['timeliness'],
  isAsked: boolean,
): TileCounts => ({
  unanswered: unanswered + Number(isAsked),
  near: near + Number(timeliness === 'near'),
  overdue: overdue + Number(timeliness === 'overdue'),
  closed: closed + Number(isClosed(task)),
});

const sameItems = (items: readonly TileItem[], shown: readonly TileItem[] | undefined): boolean =>
  items.length === shown?.length &&
  items.every(({ label, value }, index) => label === shown[index]?.label && value === shown[index].value);

const chunksOf = (people: readonly Person[]): Person[][] =>
  Array.from({ length: Math.ceil(people.length / PEOPLE_A_CALL) }, (_, index) =>
    people.slice(index * PEOPLE_A_CALL, (index + 1) * PEOPLE_A_CALL),
  );
