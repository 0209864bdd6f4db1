import type { Document, Line } from '../../../../src/domain/message/document.ts';

/* Documents as the office would send them, and one by somebody who tries everything. */

export const said = (text: string): Line => [{ kind: 'text', text }];

export const digest: Document = {
  blocks: [
    { kind: 'heading', line: said('区委第五轮巡察整改周报 第4期') },
    {
      kind: 'quote',
      lines: [[{ kind: 'text', text: '数据截至6月12日（周五）14:00，已冻结', style: 'muted' }]],
    },
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'text', text: '任务39项', style: 'strong' },
          { kind: 'text', text: '：已完成14（含立行立改4）、未完成25' },
        ],
        [
          { kind: 'text', text: '问题32项', style: 'strong' },
          { kind: 'text', text: '：已完成11、未完成21' },
        ],
      ],
    },
    { kind: 'heading', line: said('红灯任务2项') },
    {
      kind: 'list',
      ordered: false,
      items: [
        [
          { kind: 'text', text: '20号 综合执法队 ' },
          { kind: 'text', text: '逾期34天', style: 'warning' },
        ],
        [
          { kind: 'text', text: '14号 城建办 ' },
          { kind: 'text', text: '逾期20天', style: 'warning' },
        ],
      ],
    },
    { kind: 'heading', line: said('下周怎么办') },
    {
      kind: 'list',
      ordered: true,
      items: [
        said('周三前报送佐证材料'),
        [{ kind: 'link', text: '打开台账', url: 'https://duban.example.cn/ledger?week=24' }],
      ],
    },
  ],
};

export const table: Document = {
  blocks: [
    { kind: 'heading', line: said('各单位本周填报') },
    {
      kind: 'table',
      head: ['单位', '应报', '已报'],
      rows: [
        ['城建办', '6', '5'],
        ['综合执法队', '4', '4'],
        ['党建|工作办', '2', ''],
      ],
    },
    { kind: 'paragraph', lines: [[{ kind: 'text', text: '按期填报率 94.1%', style: 'good' }]] },
  ],
};

export const mentions: Document = {
  blocks: [
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'mention', userid: 'luhaiping', name: '陆海平' },
          { kind: 'text', text: ' ' },
          { kind: 'mention', userid: 'all', name: '所有人' },
          { kind: 'text', text: ' 请查看企业微信消息' },
        ],
      ],
    },
  ],
};

/** What people typed, each of which would be something else in some markdown. */
export const typed: readonly string[] = [
  '**重点** 和 *斜体* 和 138****5678',
  '# 标题',
  '| 单位 | 进度 |',
  '| --- | --- |',
  '> 转发：请尽快',
  '`代码` ```多行```',
  '[点这里](https://example.com/x) ![图](https://example.com/y.png)',
  '- 第一',
  '+ 第二',
  '1. 第三',
  '2) 第四',
  '1.5亿元已拨付',
  '---',
  '===',
  '<font color="warning">红</font>',
  '<@all> <@luhaiping>',
  '<a href="https://example.com">链接</a>',
  '<think>想一想</think>',
  '&lt;@all&gt; A&B',
  '~~作废~~ 3~5天',
  '_强调_ 材料_2026_终稿.docx',
  String.raw`C:\台账\*.xlsx`,
  '    缩进四格',
];

export const nasty: Document = {
  blocks: [
    { kind: 'heading', line: said('**重点** | # 标题 <@all>') },
    { kind: 'paragraph', lines: typed.map(said) },
    { kind: 'list', ordered: false, items: ['# 标题', '- 第一', '> 转发'].map(said) },
    { kind: 'table', head: ['单位|', '*进度*'], rows: [['<@all>', '`1`\n两行']] },
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'text', text: '（重点）', style: 'strong' },
          { kind: 'text', text: '不粘连', style: 'strong' },
          { kind: 'text', text: '看!' },
          { kind: 'link', text: '[台账]', url: 'https://duban.example.cn/a(1)?q=<b> c' },
          { kind: 'link', text: '坏链接', url: 'javascript:alert(1)' },
        ],
      ],
    },
  ],
};
