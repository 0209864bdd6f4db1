import type { Completion } from '../domain/task/task.ts';

/*
 * How reports say in prose how far a problem has been rectified. Only a sentence that speaks of the whole problem
 * counts: 该问题已完成整改, but not 已完成52个项目结决算.
 */

/** What a phrase says; `aside` says nothing of completion. */
export type StatePhrase = Completion | 'ongoing' | 'aside';

const phrases: readonly (readonly [StatePhrase, string])[] = [
  [
    'aside',
    '(?:已)?完成阶段性(?:整改)?(?:任务|目标|工作)?|(?:已)?取得(?:了)?(?:明显|阶段性|初步|积极|显著|较好)*(?:成效|进展|成果)|立行立改|立即整改|即知即改|(?:并)?(?:持续|长期)?巩固(?:提升|深化)?(?:整改)?(?:成果|成效)?',
  ],
  [
    'basically_done',
    '(?:均)?(?:已)?(?:基本(?:完成整改|整改完成|整改到位|完成(?:整改任务)?)|阶段性(?:完成(?:整改)?|整改完成))',
  ],
  [
    'not_done',
    '(?:尚|还|仍)?未(?:全部|彻底)?(?:完成整改|整改完成|整改到位|整改|完成(?:整改任务)?|销号)|(?:仍在|正在|正)(?:积极|持续|有序|加快|按计划|按序时)?(?:推进整改|推进|整改|办理|落实)(?:落实|中|之中)?|(?:整改)?(?:推进|办理|整改)中|持续推进(?:整改)?中|部分完成(?:整改)?',
  ],
  [
    'done',
    '(?:均|都)?(?:已|已经)?(?:全部|按期|按时|如期|全面)?(?:完成整改(?:任务|工作)?|整改完成|整改到位|完成销号|整改销号|销号|办结|整改完毕|完成)(?:销号)?|(?:均|都)?(?:已|已经)(?:全部)?(?:整改|解决)',
  ],
  ['stopped', '(?:已)?(?:依规|依法)?终止(?:整改)?'],
  [
    'ongoing',
    '(?:需要?|并|将|要)?(?:长期|持续)(?:坚持|整改|推进)(?:落实|推进|整改)?|(?:并)?长期推进|纳入(?:长期|常态化)(?:坚持|整改|工作)',
  ],
];

/** A phrase at the start of a text; the longest one that fits is tried by order. */
export const statePhrases: readonly { readonly says: StatePhrase; readonly pattern: RegExp }[] = phrases.map(
  ([says, source]) => ({ says, pattern: new RegExp(`^(?:${source})`, 'u') }),
);

/** 目前，该问题… before a state. */
export const stateLead =
  /^(?:[一二三四五六七八九十]{1,2}是|[①-⑳]|[（(]\d+[）)])?(?:(?:目前|现已|现|至此|经整改|截至目前|截止目前|(?:截至|截止)[^，,。；]{2,16})[，,]?)?/u;
export const stateSubject =
  /^(?:(?:该|此|本|上述|以上|这|两|三|四)+(?:项|个|条|类|些)?(?:反馈)?(?:整改)?(?:问题|任务|事项|工作)|整改(?:工作|任务|事项)|整改(?=(?:尚|还|仍)?未)|问题)(?:目前|现)?(?=[^的])/u;
/** Between phrases: 已完成（长期坚持）, 已完成并长期坚持. */
export const phraseBetween = /^(?:[，,、（(）)\s]|并|且|需)*/u;
/** A phrase ends here; 已完成整改的80% goes on. */
export const phraseEnd = /^(?:$|[，,、（(）)；;]|并)/u;
/** What takes back the state before it. */
export const takenBack = /但|不过|尚|仍|还有|还需|剩余|其余|除.{1,20}外|未/u;
/** Sentences of an account. */
export const sentences = /[。；;！!\n]+/u;

/** Around the state in a heading over problems: 已完成整改的问题（28个）. */
export const groupLead = /^(?:关于|目前|集中整改期内?)?/u;
export const groupTail =
  /(?:的)?(?:反馈|整改|具体)*(?:问题|事项|任务|项目)?(?:整改|落实|进展)*(?:情况)?[:：。]?$/u;
/** A state behind the heading of a problem: …的问题（已完成）. */
export const titleState = /[（(【[](?<state>[^（()）【】[\]]{2,20})[）)】\]][。：:]?$/u;
/** 【已完成】 before the heading. */
export const stateBeforeTitle = /^[【〔[（(](?<state>\p{Script=Han}{2,10})[】〕\])）]\s*/u;
export const stateAfterTitle = /^[（(【[](?<state>[^（()）【】[\]]{2,20})[）)】\]][。：:]?/u;

/** 60%，正在推进整改: the words behind it say more than the share. */
export const shareBefore = /^\d{1,3}(?:\.\d+)?[%％][，,、；;\s]+/u;
/** ☑已完成 □未完成: what is ticked. */
export const tickedState = /[☑√✓■☒✔]\s*(?<state>\p{Script=Han}{2,8})/u;
export const tickBoxes = /[□☐○]/u;

/** Totals that a report states: 反馈的32个问题, 已完成整改28个. `\d+%` is none. */
export const statedTotal =
  /(?:反馈|指出|提出|移交|梳理|分解|涉及|发现|共|计)(?:的|了|出|为|有|意见|我[街局委镇]\S{0,4}|\p{Script=Han}{0,6}?方面)*\s*(?<count>\d{1,4})\s*[个项条](?:方面的?)?(?:具体|突出|主要|反馈|整改)?问题/u;
export const statedTotalOf =
  /(?<![\p{Script=Han}\d])(?<count>\d{1,4})\s*[个项条](?:反馈|巡察|巡视|具体|整改)*问题(?:中|里|已|，其中)/u;
export const statedTotalBehind =
  /(?:反馈|指出|发现)\p{Script=Han}{0,8}问题(?:共|共计|合计)?\s*(?<count>\d{1,4})\s*[个项条]/u;
export const statedParts: Readonly<Record<'done' | 'basically_done' | 'not_done' | 'ongoing', RegExp>> = {
  done: /(?<!基本|阶段性|未|部分|正在?|持续|长期|推进|计划|预计|需)(?:已|已经|均已|全部)?(?:完成整改|整改完成|完成并销号|整改到位|完成销号|办结|销号|完成|整改)(?:的|了|问题|任务|有|共)*[：:为]?\s*(?<count>\d{1,4})\s*[个项条](?!制度|月|工作日)/u,
  basically_done:
    /(?:基本|阶段性)(?:完成整改|整改完成|整改到位|完成)(?:的|了|问题|任务|有)*[：:为]?\s*(?<count>\d{1,4})\s*[个项条]/u,
  not_done:
    /(?:(?:尚|还)?未(?:完成整改|整改完成|整改到位|完成|整改)|正在(?:推进|整改|推进整改|办理|有序推进))(?:的|了|中|问题|任务|有)*[：:为]?\s*(?<count>\d{1,4})\s*[个项条]/u,
  ongoing:
    /(?:需)?(?:长期|持续)(?:坚持|整改|推进)(?:整改)?(?:的|了|问题|任务|有)*[：:为]?\s*(?<count>\d{1,4})\s*[个项条]/u,
};
/** The first count of a bracket: how many problems there are. */
export const countedItems = /^\p{Script=Han}*?(?<!完成|整改|办结|销号|坚持)(?<count>\d{1,3})\s*[个项条]/u;
export const statedNames = {
  total: '反馈问题',
  done: '已完成',
  basically_done: '基本完成',
  not_done: '未完成',
  ongoing: '长期坚持',
} as const;

/** 已完成 2 个、未完成 1 个. */
export const statedCounts = (
  counts: readonly { readonly part: keyof typeof statedNames; readonly count: number }[],
): string =>
  counts.flatMap(({ part, count }) => (count === 0 ? [] : [`${statedNames[part]} ${count} 个`])).join('、');
