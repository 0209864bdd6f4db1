/** 见人、见事、见效: what a claim "done" has to show. */
export const CLAIM_ASPECTS = ['person', 'act', 'effect'] as const;
export type ClaimAspect = (typeof CLAIM_ASPECTS)[number];

/** The words the rule looks for; src/zh/claim-words.ts has them. */
export interface ClaimWords {
  /** 科长, 社区, 群众 …: somebody, without a name. */
  readonly roles: readonly string[];
  /** 印发, 整改到位 …: something that was done. */
  readonly acts: readonly string[];
  /** 验收合格, 追回 …: what came of it. */
  readonly effects: readonly string[];
  /** 处, 万元, % …: a figure with one of these is an effect. */
  readonly measures: readonly string[];
  /** 零一二 …, so that 三处 is a figure as well as 3处. */
  readonly numerals: string;
  /** 未, 没有 …: a word right behind one of these was not said. */
  readonly negations: readonly string[];
  /** 高度重视, 持续推进 …: says nothing by itself. */
  readonly vague: readonly string[];
}

export interface Claim {
  /** What the claim says, and what was said of the task before. */
  readonly texts: readonly string[];
  /** Of people and units, as the round knows them. */
  readonly names: readonly string[];
  readonly evidence: number;
  /** Pieces of evidence the closure takes. */
  readonly evidenceDemanded: number;
}

export interface ClaimCheck {
  readonly lacks: readonly ClaimAspect[];
  /** The phrases that say nothing, where there is little else. */
  readonly vague: readonly string[];
  readonly evidence: number;
  /** Pieces that are still to come before it can be approved. */
  readonly evidenceLacking: number;
}

/** How far in front of a word its negation may stand: "尚未全部追回". */
const NEGATION_REACH = 4;

/**
 * Whether a claim shows who, what and with which effect (domain rule 8). It only advises: what it does not find is
 * asked for and shown to the reviewer, who decides. Only missing evidence holds an approval up.
 */
export function checkClaim(claim: Claim, words: ClaimWords): ClaimCheck {
  const all = claim.texts.join('\n').normalize('NFKC');
  const vague = words.vague.filter((phrase) => all.includes(phrase));
  const rest = without(all, vague);
  const shown: Readonly<Record<ClaimAspect, boolean>> = {
    person: [...claim.names, ...words.roles].some((word) => rest.includes(word)),
    act: words.acts.some((word) => isSaid(rest, word, words)),
    effect: words.effects.some((word) => isSaid(rest, word, words)) || hasFigure(rest, words),
  };
  return {
    lacks: CLAIM_ASPECTS.filter((aspect) => !shown[aspect]),
    vague: shown.act && shown.effect ? [] : vague,
    evidence: claim.evidence,
    evidenceLacking: Math.max(0, claim.evidenceDemanded - claim.evidence),
  };
}

/** Longest first, so that no phrase leaves its tail behind. A blank keeps what stood around it apart. */
const without = (text: string, phrases: readonly string[]): string =>
  phrases
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, phrase) => rest.replaceAll(phrase, ' '), text);

/** The word stands somewhere without a negation before it. */
function isSaid(text: string, word: string, { negations }: ClaimWords): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (!isDenied(text.slice(Math.max(0, at - NEGATION_REACH), at), negations)) return true;
  }
  return false;
}

const isDenied = (text: string, negations: readonly string[]): boolean =>
  negations.some((negation) => text.includes(negation));

/** 17处, 三处, 3.5 万元; the day of a date is none, as 日 is no measure. */
function hasFigure(text: string, { measures, numerals }: ClaimWords): boolean {
  return measures.some((measure) => {
    for (let at = text.indexOf(measure); at >= 0; at = text.indexOf(measure, at + measure.length)) {
      if (isFigure(text.slice(0, at).trimEnd().at(-1), numerals)) return true;
    }
    return false;
  });
}

const isFigure = (character: string | undefined, numerals: string): boolean =>
  character !== undefined && (/\d/.test(character) || numerals.includes(character));
