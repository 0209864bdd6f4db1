import type { SmartRobot } from '../corp.ts';
import type { MediaType } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** What a command of the subscribed client works on. */
export interface Commander {
  readonly world: World;
  readonly robot: SmartRobot;
  readonly uploads: Uploads;
  readonly callSeq: number;
  /** As it is recorded: `robot/aibot_send_msg`. */
  readonly api: string;
}

/** By upload_id. */
export type Uploads = Map<string, Upload>;

/** Media that comes in pieces (bots C5). */
export interface Upload {
  readonly type: MediaType;
  readonly filename: string;
  readonly totalSize: number;
  readonly totalChunks: number;
  /** Hex; '' when the client gave none. */
  readonly md5: string;
  readonly chunks: Map<number, Buffer>;
  /** ms */
  readonly startedAt: number;
}
