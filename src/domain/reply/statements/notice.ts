import { has, type Clause } from '../text/clauses.ts';
import { isWord } from '../text/tokens.ts';

/**
 * A notice that was passed on ("关于召开…会的通知，请各科室派1人参会") tells of no task: neither its heading nor
 * what it asks for, up to the clause that names a task.
 */
export function withoutNotice(clauses: readonly Clause[]): readonly Clause[] {
  const heading = clauses.findIndex(isHeading);
  if (heading < 0 || clauses.slice(0, heading).some(namesTask)) return clauses;
  const end = clauses.findIndex((clause, index) => index >= heading && namesTask(clause));
  return end < 0 ? [] : clauses.slice(end);
}

/** "关于…的通知": the heading of a document, in which nothing is said of a state. */
function isHeading(clause: Clause): boolean {
  const opening = clause.tokens.findIndex((token) => isWord(token, 'about'));
  const end = clause.tokens.findIndex(
    (token, at) => at > opening + 1 && isWord(token, 'document') && isWord(clause.tokens[at - 1], 'of'),
  );
  return opening >= 0 && opening < 2 && end > 0 && !has(clause, 'past');
}

const namesTask = ({ tokens }: Clause): boolean => tokens.some(({ kind }) => kind === 'codes');
