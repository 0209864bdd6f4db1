/**
 * What a word does in a reply. The words themselves are data of the language (`src/zh/vocabulary.ts`); the
 * rules of this folder know only these roles, and a word may play several.
 *
 * A word without a role is content: it names something in particular. That matters most after "done": a task
 * is done when nothing in particular was named, a step of it when something was.
 */
export type WordRole =
  // the state of a task
  | 'done' // the work has ended
  | 'closing' // ends the task as a whole, whatever was named before it ("17 places, all rectified")
  | 'applies' // asks for the task to be closed: done as a whole, whatever figures were told
  | 'soft' // means done only with a sign of the past ("dealt with"), otherwise an activity
  | 'inPlace' // is where it belongs: of the work done, of anything named only that it has arrived
  | 'basically' // done but for details
  | 'part' // only a part
  | 'remaining' // something is left over
  | 'cannot' // will not be done
  | 'begin' // the start of work
  | 'work' // to do; counts only when negated or in progress
  | 'progress' // under way, or stuck
  | 'stuck' // under way, and in need of help
  | 'doing' // under way, when it ends a clause
  | 'ongoing'
  | 'noChange'
  | 'news' // what there is none of when nothing changed
  | 'being' // in the middle of what follows
  // what turns a state into something else
  | 'not'
  | 'lacking' // a negation that says: something has not come about
  | 'notYet' // a negation that stands alone as an answer
  | 'notIs' // "it is not (3)"
  | 'near'
  | 'plan'
  | 'condition'
  | 'after' // "after …": what precedes has not happened for sure
  | 'formerly'
  | 'past' // a sign before the verb that it has happened
  | 'inTime' // "on time": of what is to come, unless a sign of the past stands by
  | 'aspect' // a sign after the verb that it has happened
  | 'uncertain'
  | 'hedge' // makes a state doubtful and a request polite
  | 'hearsay'
  | 'question'
  | 'tag' // "…, right?"
  // whose state
  | 'all'
  | 'rest'
  | 'except'
  | 'exceptEnd'
  | 'generic' // the task itself: "rectification", "this matter"
  | 'codeNoun' // may stand before a code: "task 6"
  | 'joiner'
  | 'until'
  // content that needs telling apart
  | 'action' // an activity that a progress text reports
  | 'thing' // a noun that would otherwise be cut into other words
  | 'evidence'
  | 'check' // acceptance and the like, which comes after the work
  | 'followUp'
  | 'defect' // what titles complain of; never names a task
  | 'rate' // "progress (80%)"
  // requests
  | 'extend'
  | 'ask'
  | 'assist'
  | 'transfer'
  | 'handover' // who is in charge: closes the name in "by … in charge"
  | 'by' // "by …", a transfer only when "in charge" follows
  | 'notMine'
  // structure
  | 'contrast'
  | 'and'
  | 'because'
  | 'step' // "firstly": a list of the person's own making
  | 'correction'
  | 'confused' // "took (7) for (15)"
  | 'document' // at the end of "about …": the heading of a notice
  | 'about' // opens such a heading
  | 'courtesy'
  | 'thanks' // whatever is thanked for
  | 'this' // points at the task spoken of
  | 'is' // "not this, it is that"
  | 'below' // at the end of a clause: what is told comes after it
  | 'of' // after words of a title: "the one of …"
  | 'light'; // carries no content
