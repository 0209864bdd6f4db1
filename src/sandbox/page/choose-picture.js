import { h } from './dom.js';
import { drawExamplePicture } from './example-picture.js';
import { chooseFrom } from './sheet.js';

const MAX_BYTES = 2 * 1024 * 1024;

/**
 * Lets the person send an example picture or one of this machine.
 * @param {HTMLElement} anchor @param {(base64: string) => Promise<boolean>} send @param {(notice: string) => void} say
 */
export async function choosePicture(anchor, send, say) {
  const options = [
    { id: 'example', text: '发送一张示例图片' },
    { id: 'own', text: '从本机选择图片' },
  ];
  const choice = await chooseFrom({ title: '发送图片', options, anchor });
  if (choice === 'example') await send(base64In(drawExamplePicture()));
  if (choice !== 'own') return;
  const file = await pickPicture();
  if (file.size > MAX_BYTES) say('图片不能超过 2 MB');
  else await send(await base64Of(file));
}

/** @returns {Promise<File>} */
function pickPicture() {
  return new Promise((resolve) => {
    const input = h('input', { type: 'file', accept: 'image/png,image/jpeg' });
    input.addEventListener('change', () => input.files?.[0] && resolve(input.files[0]));
    input.click();
  });
}

/** @param {File} file @returns {Promise<string>} */
function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(base64In(String(reader.result))));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/** @param {string} dataAddress */
const base64In = (dataAddress) => dataAddress.replace(/^[^,]*,/, '');
