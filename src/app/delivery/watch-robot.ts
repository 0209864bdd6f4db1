import type { RobotState } from './channel-stores.ts';
import { waitingFor, warn } from './breaker.ts';
import type { Deps } from '../ports.ts';

/**
 * Keeps what the owner of the robot's connection sees of it, for the doctor and for the choice of ways; what only an
 * administrator can mend is told to him, and what waited for the connection goes out when it is up again.
 */
export async function noteRobotState(deps: Deps, robotId: string, state: RobotState): Promise<void> {
  await deps.store.robotStates.set(robotId, state);
  const since = state.since.toISOString();
  if (state.state === 'kicked' || state.state === 'auth_failed') {
    deps.log.error({ robotId, state: state.state, detail: state.detail }, 'robot_stopped');
    const what = state.state === 'kicked' ? 'robot_kicked' : 'robot_refused';
    await warn(deps, { what, detail: state.detail }, `${what}:${since}`);
  }
  if (state.state === 'up') {
    await deps.store.outbound.hasten(waitingFor('robot'), deps.clock.now());
    await deps.queue.enqueue([{ name: 'sweep' }]);
  }
}
