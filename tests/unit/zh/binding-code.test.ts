import { expect, test } from 'vitest';
import { bindingCodeIn } from '../../../src/zh/binding-code.ts';

test.each([
  'BD-7K3Q9M',
  'bd-7k3q9m',
  ' BD-7K3Q9M。',
  'BD7K3Q9M',
  'BD 7K3Q9M',
  'BD-7K3 Q9M',
  'ＢＤ－７Ｋ３Ｑ９Ｍ',
  'BD—7K3Q9M',
  '“BD-7K3Q9M”',
  '绑定 BD-7K3Q9M',
  '绑定码：BD-7K3Q9M',
  '绑定码bd7k3q9m！',
  '我的绑定码是 BD-7K3Q9M',
])('“%s”是绑定码', (text) => expect(bindingCodeIn(text)).toBe('BD-7K3Q9M'));

test.each([
  ['BD-O0IL1Z', 'BD-00111Z'],
  ['bd-oo1i1l', 'BD-001111'],
])('容易看错的字母：“%s”', (text, code) => expect(bindingCodeIn(text)).toBe(code));

test.each([
  '',
  'BD',
  'BD-7K3Q9',
  'BD-7K3Q9MM',
  'BD-7K3Q9U',
  'BD-7K3Q9中',
  '12 已完成',
  '12 已完成 BD-7K3Q9M',
  'BD-7K3Q9M 已完成',
  '请问BD-7K3Q9M是什么',
  'XBD-7K3Q9M',
  '绑定',
])('“%s”不是', (text) => expect(bindingCodeIn(text)).toBeNull());
