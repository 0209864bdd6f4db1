import { h } from './dom.js';

const WIDTH = 480;
const HEIGHT = 320;
const HOUSES = [
  { left: 30, height: 120 },
  { left: 120, height: 160 },
  { left: 220, height: 100 },
  { left: 310, height: 150 },
  { left: 400, height: 110 },
];

/** A picture as an official might send it: a street, a fence, and a caption. @returns {string} data address of a PNG */
export function drawExamplePicture() {
  const canvas = h('canvas', { width: WIDTH, height: HEIGHT });
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  const fill = (/** @type {string} */ colour, /** @type {[number, number, number, number]} */ box) => {
    pen.fillStyle = colour;
    pen.fillRect(...box);
  };
  fill('#cfe3f5', [0, 0, WIDTH, HEIGHT]);
  for (const { left, height } of HOUSES) fill('#a9bccf', [left, 210 - height, 70, height]);
  fill('#8b949e', [0, 240, WIDTH, 80]);
  for (let left = 0; left < WIDTH; left += 60) fill('#4f9a6b', [left, 185, 56, 60]);
  fill('#e8b93c', [0, 238, WIDTH, 7]);
  pen.fillStyle = '#ffffff';
  pen.font = '20px sans-serif';
  pen.fillText('示例图片：围挡整治现场', 20, 290);
  return canvas.toDataURL('image/png');
}
