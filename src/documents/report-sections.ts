import type { ReportProblem } from '../app/import/import-report.ts';
import { allOfThem, reportText, titleBrackets } from '../zh/report.ts';
import { countedItems, sentences, statedCounts } from '../zh/report-state.ts';
import type { ReportBlock, ReportWarning } from './report-blocks.ts';
import { labelledState } from './report-state.ts';
import { partsOf, STATED_PARTS } from './report-parts.ts';
import type { StatedPart } from './report-parts.ts';
import { figuresOf } from './report-totals.ts';

/*
 * States that a section states for its problems together: …方面（反馈问题2个，已整改2个）. They are taken where they leave
 * no choice which problem is which; otherwise nothing is taken, and the line is named.
 */

interface Read {
  readonly block: ReportBlock;
  readonly problem: ReportProblem;
}

/** The problems with what their sections leave no doubt about; the innermost section speaks first. */
export function withSectionStates(
  blocks: readonly ReportBlock[],
  read: readonly Read[],
): { problems: ReportProblem[]; warnings: ReportWarning[] } {
  const problems = new Map(read.map(({ block, problem }) => [block, problem]));
  const warnings: ReportWarning[] = [];
  for (const section of blocks.toReversed()) {
    if (section.level === 0 || !section.hasHeadings) continue;
    const own = [...problems].filter(([{ above }]) => above.includes(section));
    const stated = statedOver(section, own.length);
    if (stated === null || own.length === 0) continue;
    const left = partLeft(
      stated,
      own.map(([, problem]) => problem),
    );
    if ('why' in left) warnings.push({ line: section.line, message: left.why });
    else
      for (const [block, problem] of own)
        if (left.part !== null && partOf(problem) === null)
          problems.set(block, { ...problem, ...STATE_OF[left.part] });
  }
  return { problems: [...problems.values()], warnings };
}

interface Stated {
  readonly total: number;
  readonly parts: Partial<Record<StatedPart, number>>;
}

/** What the brackets of the title, or a sentence below it, say of the problems; null when they say no state. */
function statedOver(section: ReportBlock, found: number): Stated | null {
  const inTitle = [...section.title.matchAll(titleBrackets)].map(({ groups }) => groups?.['inside'] ?? '');
  for (const text of inTitle) {
    const stated = statedIn(text, found);
    if (stated !== null) return stated;
  }
  const below = [section.heading.rest, ...section.body.map(({ raw }) => raw)].join('').split(sentences);
  const figures = below.map(figuresOf).find(({ total }) => total !== undefined);
  return figures?.total === undefined ? null : statedFrom(figures.total, figures);
}

function statedIn(text: string, found: number): Stated | null {
  const total = Number(countedItems.exec(text)?.groups?.['count'] ?? found);
  const counted = statedFrom(total, partsOf(text));
  if (counted !== null) return counted;
  const whole = text.split(/[，,；;]/u).find((each) => allOfThem.test(each));
  const state = whole === undefined ? null : labelledState(whole);
  const part = state && partOf(state);
  return part === null ? null : { total, parts: { [part]: total } };
}

function statedFrom(total: number, figures: Partial<Record<StatedPart, number>>): Stated | null {
  const parts = Object.fromEntries(
    STATED_PARTS.flatMap((part) => ((figures[part] ?? 0) > 0 ? [[part, figures[part]]] : [])),
  ) as Stated['parts'];
  return Object.keys(parts).length === 0 ? null : { total, parts };
}

/** The one state that is left for all problems without their own; null where each has one, or why none can be told. */
function partLeft(
  stated: Stated,
  own: readonly ReportProblem[],
): { readonly part: StatedPart | null } | { readonly why: string } {
  const said = statedCounts(STATED_PARTS.map((part) => ({ part, count: stated.parts[part] ?? 0 })));
  const parts = own.map(partOf);
  const left = STATED_PARTS.map((part) => ({
    part,
    count: (stated.parts[part] ?? 0) - parts.filter((each) => each === part).length,
  })).filter(({ count }) => count !== 0);
  const open = parts.filter((part) => part === null).length;
  if (left.some(({ count }) => count < 0)) return { why: reportText.sectionContradicts(said) };
  const [one, ...others] = left;
  if (one === undefined && open === 0) return { part: null };
  if (one === undefined || others.length > 0 || one.count !== open || stated.total !== own.length)
    return { why: open === 0 ? reportText.sectionContradicts(said) : reportText.sectionUnclear(said) };
  return { part: one.part };
}

/** 长期坚持 counts beside the completions unless one of them is stated. */
function partOf({ completion, ongoing }: Pick<ReportProblem, 'completion' | 'ongoing'>): StatedPart | null {
  if (ongoing && (completion ?? 'not_done') === 'not_done') return 'ongoing';
  return completion === 'stopped' ? null : completion;
}

const STATE_OF: Readonly<Record<StatedPart, Pick<ReportProblem, 'completion' | 'ongoing'>>> = {
  done: { completion: 'done', ongoing: false },
  basically_done: { completion: 'basically_done', ongoing: false },
  not_done: { completion: 'not_done', ongoing: false },
  ongoing: { completion: 'not_done', ongoing: true },
};
