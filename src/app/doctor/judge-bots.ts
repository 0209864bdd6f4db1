import type { RobotState } from '../delivery/channel-stores.ts';
import { doubtful, ok, skipped, wrong, type Verdict, type WallTimeOf } from './verdict.ts';
import type { Answer, RobotSight, WebhookSight } from './sights.ts';

/* The smart robot on its long connection, and the group webhooks (bots §A, §C). */

export function judgeRobot(sight: RobotSight | null, wallTime: WallTimeOf): Verdict {
  if (!sight) return skipped({ kind: 'not_set_up', what: 'robot' });
  if (sight.tried) return judgeTrial(sight.tried);
  const { state } = sight;
  if (!state || (state.state === 'down' && state.detail === NO_OWNER)) {
    return doubtful({ kind: 'robot_unowned' });
  }
  return CONNECTION[state.state](wallTime(state.since), state.detail);
}

/** The detail of a connection that no living process owns (RobotStateStore). */
const NO_OWNER = 'no_owner';

const CONNECTION: Readonly<Record<RobotState['state'], (since: string, why: string) => Verdict>> = {
  up: (since) => ok({ kind: 'robot_up', since }),
  connecting: (since) => doubtful({ kind: 'robot_connecting', since }),
  down: (since, why) => wrong({ kind: 'robot_down', since, why }),
  kicked: (since) => wrong({ kind: 'robot_kicked', since }),
  auth_failed: () => wrong({ kind: 'robot_wrong_secret' }),
  rate_limited: (since) => doubtful({ kind: 'robot_rate_limited', since }),
};

const WRONG_CREDENTIALS = new Set([853000, 93019]);

function judgeTrial(tried: Answer): Verdict {
  if (tried.kind === 'unanswered') return wrong({ kind: 'robot_unanswered', why: tried.why });
  const { errcode: code, advice } = tried;
  if (code === 0) return ok({ kind: 'robot_tried' });
  return WRONG_CREDENTIALS.has(code)
    ? wrong({ kind: 'robot_wrong_secret' })
    : wrong({ kind: 'robot_refused', code, advice });
}

export function judgeWebhooks(webhooks: readonly WebhookSight[]): Verdict {
  if (webhooks.length === 0) return skipped({ kind: 'not_set_up', what: 'webhooks' });
  const names = (verdict: WebhookSight['verdict']) =>
    webhooks.filter((each) => each.verdict === verdict).map(({ name }) => name);
  const invalid = names('invalid');
  if (invalid.length > 0) return wrong({ kind: 'webhooks_wrong', names: invalid });
  const unclear = webhooks.find(({ verdict }) => verdict === 'unclear');
  if (unclear) return doubtful({ kind: 'webhooks_unclear', name: unclear.name, why: unclear.why });
  return ok({ kind: 'webhooks_right', names: names('valid') });
}
