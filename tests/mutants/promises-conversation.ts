// Breaks of what is promised of the conversation of two desks and of asking for advice. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const CONVERSATION = 'tests/promises/conversation.test.ts'
const CONSULT = 'tests/promises/consult.test.ts'
const REFERRAL = 'packages/app/src/referral'

const followed = inFile('packages/core/src/referral/fits-conversation.ts', CONVERSATION)
const advised = inFile('packages/core/src/referral/fits-conversation.ts', CONSULT)
const judged = inFile('packages/sealing/src/referral/talk.ts', CONVERSATION)
const ruled = inFile('packages/core/src/referral/standing.ts', CONSULT)

/** What runs in the page: built anew with the break in it. */
const built =
  (promise: PromiseMutant['promise'], test: string) =>
  (name: string, lost: string, file: string, text: string, becomes: string): PromiseMutant => ({
    ...{ name, promise, lost, file: `${REFERRAL}/${file}`, text, becomes, test },
    rebuild: true,
  })
const talking = built('P-38', CONVERSATION)
const closing = built('P-35', CONVERSATION)
const asking = built('P-39', CONSULT)

export const CONVERSATION_MUTANTS: readonly PromiseMutant[] = [
  followed(
    'P-38',
    'answers-itself',
    'a desk says yes to the time that it proposed itself',
    'return proposed && proposed.item.n === item.of && proposed.side !== side ?',
    'return proposed && proposed.item.n === item.of ?',
  ),
  followed(
    'P-38',
    'answers-what-was-replaced',
    'a yes to an earlier time counts for the one that came after it',
    'return proposed && proposed.item.n === item.of && proposed.side !== side ?',
    'return proposed && proposed.side !== side ?',
  ),
  followed(
    'P-38',
    'answers-no-question',
    'an answer stands where nothing was asked',
    "return asked?.item.kind === 'question' && asked.side !== side ?",
    'return asked && asked.side !== side ?',
  ),
  judged(
    'P-38',
    'order-not-asked',
    'what answers nothing is shown to both desks',
    'const fits = fitsConversation(before, { item: read.content, side: writes }, front)',
    'const fits = fitsConversation([], { item: { ...read.content, kind: "accepted" } as never, side: writes }, front)',
  ),
  talking(
    'names-go-out',
    'a name goes to the other desk although nobody answered for it',
    'talk/text-problem.ts',
    'telling.some(({ isCertain, text }) => isCertain || !stays.includes(text))',
    'telling.length < 0 && stays.length < 0',
  ),
  closing(
    'looks-seldom',
    'what was ended stands on the other screen for five minutes',
    'desk-list.ts',
    'const LOOK_WHILE_SHOWN_MS = 45_000',
    'const LOOK_WHILE_SHOWN_MS = 300_000',
  ),
  inFile('packages/app/src/referral/read-each.ts', 'packages/app/src/referral/read-each.test.ts')(
    'P-38',
    'answer-under-way-lost',
    'an answer was sent while its conversation was being read, and the page goes on asking for it',
    '      try {\n        await read(held)\n      } catch',
    '      try {\n        await read(held)\n        wanted.delete(t)\n      } catch',
  ),
  advised(
    'P-39',
    'advice-knows-a-client',
    'somebody is met or opened for under a question that identifies nobody',
    'if (isAdvice && !ADVICE_KINDS.includes(item.kind))',
    'if (isAdvice && ADVICE_KINDS.length === 0 && item.said === "")',
  ),
  ruled(
    'P-39',
    'question-in-a-referral',
    'a referral goes out as a question that needs no yes',
    "if (holds !== null && (holds === 'question') !== (front.kind === 'consult')) return false",
  ),
  asking(
    'question-always-shown',
    'a question in which somebody may be recognised is shown at once',
    'advice/Question.tsx',
    'if (telling.some(({ kind }) => NEVER_SHOWN.includes(kind)))',
    'if (telling.length < 0 && NEVER_SHOWN.length < 0)',
  ),
  asking(
    'asks-without-end',
    'one device asks every desk without end',
    'advice/ask.ts',
    "if (count >= MOST_A_DAY) throw new Refused('too-many')",
    'void count',
  ),
]
