// Every way on which words leave this device is in one table, and what the table says of each is what its sending does: what must go stops,
// what is asked about waits for an answer (docs/protocol.md "Words that leave").
import test from 'node:test'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { checkText } from '@apila/core/check-text/check-text.ts'
import { KINDS, type Kind } from '@apila/core/check-text/finding.ts'
import { Day } from '@apila/core/day.ts'
import { OrganisationId } from '@apila/core/organisation/roster.ts'
import { addingNeeds } from '../referral/addition/addition.ts'
import { type Facts, needsOf } from '../referral/sending/questions.ts'
import { type Answers, NEW_SENDING } from '../referral/sending/sending.ts'
import { lookOf } from '../referral/sending/text-look.ts'
import { EMPTY_SHEET, tellsOfSheet } from '../referral/start-meeting/SheetForm.tsx'
import { textProblem } from '../referral/talk/text-problem.ts'
import { NOTHING_URGENT, type Urgent, needsOfUrgent } from '../referral/urgent/urgent.ts'
import { FIELDS, ITEM_WORDS, NOT_LOOKED_AT, WORDS_OUT, type WayOut, type WordsOut, judge } from './words-out.ts'

/** One text of each kind that the check finds, and the stretch that it finds in it. */
const PROBES: Readonly<Partial<Record<Kind, [text: string, found: string]>>> = {
  hetu: ['the code is 131052-308T', '131052-308T'],
  phone: ['call 040 123 4567 please', '040 123 4567'],
  email: ['mail maria.v@example.com', 'maria.v@example.com'],
  name: ['helped by Maija Virtanen', 'Maija Virtanen'],
  number: ['passport FP1234567', 'FP1234567'],
  place: ['lives at Kauppakatu 3 B 12', 'Kauppakatu 3 B 12'],
  workplace: ['works for Kiilto Oy', 'Kiilto Oy'],
  date: ['born 13.10.1952', '13.10.1952'],
  combination: ['the only Nepalese cook there', 'the only Nepalese cook there'],
}

/** Whether a text may leave, once somebody has said of `answered` that it may stay. */
type Gate = (text: string, answered: readonly string[]) => Promise<boolean> | boolean

const facts: Facts = {
  ...{ today: Day.parse('2026-11-30'), isClockWrong: false, liveWords: [] },
  lookAt: (text) => lookOf(text, checkText(text).findings),
}
const LOOKS = new Set(['code-hetu', 'code-phone', 'code-email', 'name', 'detail'])
const sent =
  (page: 'told' | 'contact' | 'code', answers: (text: string) => Answers): Gate =>
  (text, notNames) =>
    !needsOf({ ...NEW_SENDING, ...answers(text), notNames: [...notNames] }, page, facts).some(({ code }) =>
      LOOKS.has(code),
    )
const contact = (key: 'address' | 'when' | 'whoWeSay' | 'codeWord') => (text: string) =>
  ({ reach: 'own', contact: { ...NEW_SENDING.contact, channel: 'phone', [key]: text } }) as const
const said =
  (way: WayOut): Gate =>
  async (text, harmless) =>
    (await textProblem({ text, harmless }, way)) === null
const added =
  (part: 'situation' | 'safe-contact'): Gate =>
  async (text, harmless) =>
    (await addingNeeds({ part, written: { text, harmless }, isWanted: true })).length === 0
const URGENT: Urgent = {
  ...NOTHING_URGENT,
  ...{ reason: 'life', cannotAsk: true, cannotWait: true, age: 'adult', why: 'crisis', byRole: 'worker' },
  ...{ to: OrganisationId.parse('kataja'), what: ['danger'] },
}
const urgent =
  (field: 'situation' | 'needs'): Gate =>
  async (text, answered) => {
    const stays = Object.fromEntries(answered.map((one) => [one, 'harmless' as const]))
    return (await needsOfUrgent({ ...URGENT, [field]: text, stays })).length === 0
  }
const planned =
  (sheet: (text: string) => Partial<typeof EMPTY_SHEET>): Gate =>
  async (text, answered) =>
    !(await tellsOfSheet({ ...EMPTY_SHEET, ...sheet(text) }, answered))

/** What each way out really asks before anything is sent: a new way has none, and does not compile. */
const GATES: Readonly<Record<WayOut, Readonly<Record<string, Gate>>>> = {
  details: {
    situation: sent('told', (situation) => ({ told: { situation: 'yes' }, situation })),
    needs: sent('told', (needs) => ({ told: { needs: 'yes' }, needs })),
    clarified: sent('told', (outcome) => ({
      told: { clarified: 'yes' },
      clarified: [{ code: 'housing', month: '2026-11', byRole: 'worker', outcome, reusable: false }] as never,
    })),
  },
  contact: { address: sent('contact', contact('address')) },
  'contact-words': {
    when: sent('contact', contact('when')),
    who: sent('contact', contact('whoWeSay')),
    code: sent('contact', contact('codeWord')),
    word: sent('code', (word) => ({ word })),
  },
  addition: { addition: added('situation') },
  'addition-contact': { addition: added('safe-contact') },
  message: { message: said('message') },
  wish: { wish: said('wish') },
  question: { question: said('question') },
  plan: {
    what: planned((what) => ({ tasks: [{ who: '', what }] })),
    contact: planned((text) => ({ contact: text })),
    information: planned((information) => ({ information })),
  },
  'plan-who': { who: planned((who) => ({ tasks: [{ who, what: '' }] })) },
  urgent: { situation: urgent('situation'), needs: urgent('needs') },
}

const WAYS = Object.keys(WORDS_OUT) as WayOut[]

test('what must go stops on each way out whatever is said of it, what is asked about waits for its answer, the rest goes', async () => {
  for (const way of WAYS)
    for (const [field, mayLeave] of Object.entries(GATES[way]))
      for (const [kind, [text, found]] of Object.entries(PROBES) as [Kind, [string, string]][]) {
        const { stops, asks }: WordsOut = WORDS_OUT[way]
        const expected = stops.includes(kind) ? [false, false] : asks[kind] ? [false, true] : [true, true]
        const all = checkText(text).findings.map(({ start, end }) => text.slice(start, end))
        assert.ok(all.includes(found), `${text}: ${all.join(' | ')}`)
        assert.deepEqual(
          [
            await mayLeave(
              text,
              all.filter((one) => one !== found),
            ),
            await mayLeave(text, all),
          ],
          expected,
          `${way} ${field}: ${text}`,
        )
      }
})

test('an identity code goes on no way, and what is asked about has an answer', () => {
  for (const way of WAYS) {
    const { stops, asks }: WordsOut = WORDS_OUT[way]
    assert.ok(stops.includes('hetu'), way)
    for (const [kind, answers] of Object.entries(asks)) assert.ok(answers.length > 0, `${way} ${kind}`)
  }
})

test('an addition is looked at as the details are, and nowhere does a name or a number go to another desk unasked', () => {
  for (const kind of KINDS)
    for (const action of ['block', 'ask'] as const)
      if (kind !== 'unchecked')
        assert.deepEqual(judge({ kind, action }, 'addition'), judge({ kind, action }, 'details'), `${kind} ${action}`)
  for (const way of WAYS)
    if (way !== 'contact' && way !== 'addition-contact' && way !== 'plan-who')
      for (const kind of ['phone', 'email', 'name'] as const)
        assert.notEqual(judge({ kind, action: 'block' }, way), null, `${way} ${kind}`)
})

test('every field that is written in where a client is spoken of is in the table, and the table names no other', () => {
  const folder = new URL('../referral/', import.meta.url)
  const written = new Set<string>()
  for (const file of globSync('**/*.tsx', { cwd: folder })) {
    const source = readFileSync(new URL(file, folder), 'utf8')
    for (const [tag] of source.matchAll(/<(?:Write|TextToSend)\b[^>]*?\bid=(?:"[^"]*"|\{[^}]*\}(?:`\})?)/g)) {
      const id = /\bid=(?:"([^"]+)"|\{`([a-z-]+?)-?\$|\{(id)\})/.exec(tag)
      assert.ok(id, `${file}: a field whose name cannot be read: ${tag}`)
      if (id[3] === undefined) written.add(id[1] ?? id[2] ?? '')
      // A field that is made by a function of its own: its name is the first word that the function is given.
      else for (const [, name = ''] of source.matchAll(/\bfield\('([a-z-]+)'/g)) written.add(name)
    }
  }
  assert.deepEqual([...written].sort(), Object.keys(FIELDS).sort())
  const known = new Set([...WAYS, ...Object.keys(NOT_LOOKED_AT)])
  for (const [field, way] of Object.entries(FIELDS)) assert.ok(known.has(way), field)
})

test('each item of a conversation that holds words is looked at as one of the table', () => {
  for (const way of Object.values(ITEM_WORDS)) assert.ok(way === null || way in WORDS_OUT)
})
