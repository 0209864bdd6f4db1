import type { SmartRobot } from '../corp.ts';
import type { Faults } from '../faults.ts';
import type { World } from '../world/world.ts';
import { RobotLink } from './link.ts';

/** The smart robot and what people need to talk to it. */
export interface Robot {
  readonly world: World;
  readonly self: SmartRobot;
  readonly link: RobotLink;
  /** The base of the sandbox's own addresses. */
  readonly url: () => string;
}

/** Null for a corporation that has none. */
export function createRobot(world: World, faults: Faults, url: () => string): Robot | null {
  const self = world.corp.robot;
  if (!self) return null;
  const link = new RobotLink({ world, robot: self, faults, uploads: new Map() });
  return { world, self, link, url };
}
