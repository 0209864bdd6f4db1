import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { readXml } from '../../../src/wecom/xml.ts';

const read = (text: string): unknown => {
  const result = readXml(text);
  return result.ok ? result.element : result.why;
};

describe('读得懂的', () => {
  test.each<[string, string, unknown]>([
    ['文字', '<xml><A>甲</A></xml>', { A: '甲' }],
    ['前有声明和字节序标记', '\uFEFF<?xml version="1.0"?>\n<xml><A>1</A></xml>\n', { A: '1' }],
    [
      '前后的空白不算，CDATA 里的算',
      '<xml> <A> 甲 </A><B><![CDATA[ 乙 ]]></B> </xml>',
      { A: '甲', B: ' 乙 ' },
    ],
    ['CDATA 里像标签的', '<xml><A><![CDATA[<b>3 < 5</b> & ]] >]]></A></xml>', { A: '<b>3 < 5</b> & ]] >' }],
    ['拆成两段的 CDATA', '<xml><A><![CDATA[]]]]><![CDATA[>]]></A></xml>', { A: ']]>' }],
    ['六十四位的数不变', '<xml><MsgId>7100000000000000001</MsgId></xml>', { MsgId: '7100000000000000001' }],
    ['空的', '<xml><A></A><B/><C><![CDATA[]]></C></xml>', { A: '', B: '', C: '' }],
    ['属性不要', `<xml v="1>2"><A b='c' d = "/>">甲</A></xml>`, { A: '甲' }],
    ['注释不要', '<xml><!-- <A> --><A>甲</A></xml>', { A: '甲' }],
    ['重复的成列', '<xml><A>1</A><B>2</B><A>3</A></xml>', { A: ['1', '3'], B: '2' }],
    ['选项总是列', '<xml><OptionId>1</OptionId></xml>', { OptionId: ['1'] }],
    ['实体原样', '<xml><A>&lt;&#x41;&a;</A></xml>', { A: '&lt;&#x41;&a;' }],
    ['像原型的名字', '<xml><__proto__>1</__proto__><A>2</A></xml>', JSON.parse('{"__proto__":"1","A":"2"}')],
  ])('%s', (_, text, expected) => expect(read(text)).toEqual(expected));
});

describe('不收的', () => {
  test.each([
    ['', 'not_xml'],
    ['你好', 'not_xml'],
    ['{"xml":1}', 'not_xml'],
    ['<xml>只有文字</xml>', 'not_xml'],
    ['<xml/>', 'not_xml'],
    ['<html><A>1</A></html>', 'not_xml'],
    ['<xml><A>1</A>', 'not_xml'],
    ['<xml><A>1</B></xml>', 'not_xml'],
    ['<xml><A>1</A></xml></xml>', 'not_xml'],
    ['<xml><A>1</A></xml><xml/>', 'not_xml'],
    ['<xml><A>1</A></xml><b/>', 'not_xml'],
    ['<xml><A>1</A></xml>尾巴', 'not_xml'],
    ['<xml><A><![CDATA[1</A></xml>', 'not_xml'],
    ['<xml><A b=c>1</A></xml>', 'not_xml'],
    ['<xml>< A>1</A></xml>', 'not_xml'],
    ['<xml><!-- <A>1</A></xml>', 'not_xml'],
    ['<![CDATA[x]]><xml><A>1</A></xml>', 'not_xml'],
    ['<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>', 'doctype'],
    ['<xml><!doctype x><A>1</A></xml>', 'doctype'],
    ['<xml><!entity a "b"><A>1</A></xml>', 'doctype'],
    [`<xml>${'<a>'.repeat(30)}${'</a>'.repeat(30)}</xml>`, 'not_xml'],
    [`<xml>${'<a/>'.repeat(5000)}</xml>`, 'not_xml'],
  ])('%#：%s', (text, why) => expect(read(text)).toBe(why));
});

/* A reader for all of XML, asked the same. */
const oracle = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => name === 'SelectedItem' || name === 'OptionId',
});

const name = fc.constantFrom('A', 'B', 'MsgType', 'SelectedItem', 'OptionId', 'x-y.z', '内容');
const words = fc.string({ unit: fc.constantFrom('甲', 'a', '1', ']', '>', '&', ';', ' ', '\n', '😀', '"') });
const leaf = fc.oneof(
  words.map((text) => text.trim().replaceAll(']]>', '')),
  fc
    .string({ unit: fc.constantFrom('甲', '<', '>', ']', '&', '/', 'a', ' ', '<b>', '😀') })
    .map((text) => `<![CDATA[${text.replaceAll(']]>', '')}]]>`),
);
const { xml } = fc.letrec<{ xml: string; inner: string }>((tie) => ({
  inner: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('xml'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('\n ')),
  ),
  xml: fc
    .tuple(name, tie('inner'), fc.boolean())
    .map(([tag, inner, empty]) => (empty && inner === '' ? `<${tag}/>` : `<${tag}>${inner}</${tag}>`)),
}));

test('凡是合规的，与通用的读法一样', () =>
  fc.assert(
    fc.property(fc.array(xml, { minLength: 1, maxLength: 6 }), (parts) => {
      const text = `<xml>${parts.join('')}</xml>`;
      expect(read(text)).toEqual((oracle.parse(text) as { xml: unknown }).xml);
    }),
    { numRuns: 500 },
  ));

test('敌意的长文，时间与长度成正比', () => {
  const hostile = ['<', '<a ', '<![CDATA[', '<!--', '<a b="', '</', '<a b="c" ', '<?', ']]>', '<a\t'];
  const slow = hostile.map((piece) => {
    const text = `<xml>${piece.repeat(Math.ceil(256_000 / piece.length))}`;
    const begun = process.cpuUsage().user;
    readXml(text);
    return process.cpuUsage().user - begun;
  });
  expect(Math.max(...slow)).toBeLessThan(200_000);
});
