/** @import { CallbackResult, Chat, Delivery, Press } from './types.js' */
/** @import { Speaker } from './speaker.js' */
import { actOnRobot, enterApp, pressCard, sendImage, typeText } from './api.js';

/**
 * What the person at the keyboard can do in a chat.
 * @typedef {{
 *   sendText: (content: string) => Promise<CallbackResult | Delivery>,
 *   sendPicture: (base64: string) => Promise<CallbackResult | Delivery>,
 *   press: (press: Press) => Promise<CallbackResult | Delivery>,
 * }} Acts
 */

/** @param {Chat} chat @param {() => Speaker} speaker who speaks when it is a group @returns {Acts} */
export function actsIn(chat, speaker) {
  const { id } = chat;
  switch (chat.kind) {
    case 'people':
      return {
        sendText: (content) => typeText(id, content),
        sendPicture: (base64) => sendImage(id, base64),
        press: (press) => pressCard(id, press),
      };
    case 'robot':
      return {
        sendText: (content) => actOnRobot(chat, 'text', { content }),
        sendPicture: (base64) => actOnRobot(chat, 'image', { base64 }),
        press: (press) => actOnRobot(chat, 'click', press),
      };
    case 'groups':
      return {
        sendText: (content) => actOnRobot(chat, 'text', { ...speaker(), content }),
        sendPicture: (base64) => actOnRobot(chat, 'mixed', { ...speaker(), items: [{ base64 }] }),
        press: (press) => actOnRobot(chat, 'click', { ...speaker(), ...press }),
      };
  }
}

/** How the bots answer being entered is not this page's matter. @param {Chat} chat */
export async function enterChat(chat) {
  if (chat.kind === 'people') await enterApp(chat.id).catch(() => {});
  if (chat.kind === 'robot') await actOnRobot(chat, 'enter', {}).catch(() => {});
}
