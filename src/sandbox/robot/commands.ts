import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { updateCard } from './card-update.ts';
import type { Commander } from './commander.ts';
import type { Frame } from './frames.ts';
import { push, respond, welcome } from './say.ts';
import { beginUpload, finishUpload, takeChunk } from './uploads.ts';

type Command = (commander: Commander, frame: Frame) => Answer;

/** By cmd (bots C2); subscribe and ping are the connection's own. */
const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['aibot_respond_welcome_msg', welcome],
  ['aibot_respond_msg', respond],
  ['aibot_respond_update_msg', updateCard],
  ['aibot_send_msg', push],
  ['aibot_upload_media_init', beginUpload],
  ['aibot_upload_media_chunk', takeChunk],
  ['aibot_upload_media_finish', finishUpload],
]);

export function executeCommand(commander: Commander, frame: Frame): Answer {
  const command = COMMANDS.get(frame.cmd);
  return command ? command(commander, frame) : refuse(40058, `the sandbox has no ${frame.cmd}`);
}
