import { doubtful, ok, skipped, wrong, type Verdict, type WallTimeOf } from './verdict.ts';
import type { CallbackSight, PublicUrlSight } from './sights.ts';

/* The way in: WeCom's callback to PUBLIC_URL, and whether both sides hold the same keys (app-api §2). */

const notSetUp = skipped({ kind: 'not_set_up', what: 'app' });

/** Also a verification that we refused has come from outside. */
export function judgeCallback(sight: CallbackSight | null, wallTime: WallTimeOf): Verdict {
  if (!sight) return notSetUp;
  const { url, awaited } = sight;
  if (awaited && !awaited.came) {
    return wrong({ kind: 'callback_nothing_came', url, seconds: awaited.seconds });
  }
  const last = lastSeen(sight);
  return last
    ? ok({ kind: 'callback_reached', at: wallTime(last) })
    : doubtful({ kind: 'callback_never_seen', url });
}

const lastSeen = ({ verifiedAt, refusedAt }: CallbackSight): Date | null =>
  refusedAt && (!verifiedAt || refusedAt > verifiedAt) ? refusedAt : verifiedAt;

/** What a refusal says about the settings; `signature` is made with the Token alone (app-api §2.4, §2.5). */
const KEY_OF_REFUSAL: Readonly<Record<string, 'callback_key_aes' | 'callback_key_corp'>> = {
  unreadable: 'callback_key_aes',
  receiveid: 'callback_key_corp',
};

export function judgeCallbackKey(sight: CallbackSight | null, wallTime: WallTimeOf): Verdict {
  if (!sight) return notSetUp;
  const { verifiedAt, refusedAt, awaited } = sight;
  if (!refusedAt || (verifiedAt && verifiedAt >= refusedAt)) {
    return verifiedAt
      ? ok({ kind: 'callback_key_right', at: wallTime(verifiedAt) })
      : skipped({ kind: 'skipped_after', check: 'callback' });
  }
  const why = sight.refusedWhy ?? '';
  const at = wallTime(refusedAt);
  const kind = KEY_OF_REFUSAL[why];
  if (kind) return wrong({ kind, at });
  if (why !== 'signature') return doubtful({ kind: 'callback_key_other', at, why });
  // Whoever knows the address can send a wrong signature: after a right one it proves nothing, unless just asked for.
  return verifiedAt && !awaited?.came
    ? doubtful({ kind: 'callback_key_token_perhaps', at, verifiedAt: wallTime(verifiedAt) })
    : wrong({ kind: 'callback_key_token', at });
}

/** Hosts nobody outside can reach: this machine, and the private and link-local ranges (RFC 1918, 3927, 4193). */
const LOCAL_HOST =
  /^(localhost|.*\.(localhost|local|internal|lan)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|169\.254\..*|\[(::1?|f[cde][0-9a-f]{2}:.*)\])$/i;

export function judgePublicUrl(sight: PublicUrlSight | null): Verdict {
  if (!sight) return notSetUp;
  const { url, health } = sight;
  const { hostname, protocol } = new URL(url);
  if (LOCAL_HOST.test(hostname)) return wrong({ kind: 'public_url_local', url });
  // Many networks do not let their own machines in by the outer address.
  if ('failed' in health) return doubtful({ kind: 'public_url_unanswered', url, why: health.failed });
  if (!health.ours) return wrong({ kind: 'public_url_elsewhere', url, status: health.status });
  return protocol === 'https:'
    ? ok({ kind: 'public_url_right', url })
    : doubtful({ kind: 'public_url_plain', url });
}
