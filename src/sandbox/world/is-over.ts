import { isSpent, useOf, windowsOf } from './limits.ts';
import type { LimitGroup } from './limits.ts';
import type { World } from './world.ts';

/** Whether `more` further uses by `id` now would exceed a limit of the group. */
export const isOver = (world: World, group: LimitGroup, id = '', more = 1): boolean =>
  isSpent(
    world.state.uses.get(useOf(group, id)),
    windowsOf(group, world.corp, world.state.setup.limits),
    world.now().getTime(),
    more,
  );
