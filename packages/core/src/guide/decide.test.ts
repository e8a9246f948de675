// Every combination of answers, by the same function that serves the page. What must never stand together never does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import now from '../../../../content/guide/act-now.json' with { type: 'json' }
import today from '../../../../content/guide/act-today.json' with { type: 'json' }
import later from '../../../../content/guide/act-later.json' with { type: 'json' }
import reference from '../../../../content/rights/reference.json' with { type: 'json' }
import { LegalReference, missingReferences } from '../rights/legal-base.ts'
import {
  ACT_QUESTIONS,
  isChildRoute,
  findCodes,
  showCodes,
  tagsOf,
  toAnswers,
  toCodes,
  type ActCodes,
} from './act-answers.ts'
import { ACT_TIMES, ActRules, wholeText, type ActRule } from './act-rules.ts'
import { compileRules, decide, findWishStep, selectRules } from './decide.ts'

const rules = [now, today, later].flatMap((table) => ActRules.parse(table).rules)
const table = compileRules(rules)
const legal = LegalReference.parse(reference)
const sizes = ACT_QUESTIONS.map(({ values }) => values.length)
const combinations = sizes.reduce((product, size) => product * size, 1)

interface Walk {
  combinations: number
  fewest: number
  /** The first problem met; the walk stops there. */
  problem: string | null
}

/** Goes through every combination of answers with the function that serves the page, and stops at the first one that breaks a promise. */
function walk(candidates: readonly ActRule[]): Walk {
  const table = compileRules(candidates)
  const maskOf = (fits: (rule: ActRule) => boolean): Int32Array => {
    const mask = new Int32Array(table.words)
    candidates.forEach((rule, index) => {
      if (fits(rule)) mask[Math.floor(index / 31)]! |= 1 << (index % 31)
    })
    return mask
  }
  const selected = new Int32Array(table.words)
  const has = (mask: Int32Array): boolean => {
    for (let word = 0; word < mask.length; word += 1) if ((mask[word]! & selected[word]!) !== 0) return true
    return false
  }
  // Pairs of one act that no answers may bring together, also where a rule is that act among others (a proposal is a contact).
  // Being told that one may do what one must would hide the duty; "only if she permits it" and "you may anyway" deny each other.
  const actsOf = ({ act, also = [] }: ActRule) => [act, ...also]
  const pairs = [...new Set(candidates.flatMap(actsOf))].flatMap((act) => {
    const kind = (...kinds: ActRule['kind'][]) =>
      maskOf((rule) => actsOf(rule).includes(act) && kinds.includes(rule.kind))
    return [
      { act, one: kind('never'), other: kind('duty', 'right', 'permission') },
      { act, one: kind('duty'), other: kind('permission', 'right') },
      { act, one: kind('permission'), other: kind('right') },
    ].filter(({ one, other }) => one.some(Boolean) && other.some(Boolean))
  })
  const childRoute = maskOf(({ act, kind }) => act === 'notify-child-welfare' && (kind === 'duty' || kind === 'right'))
  const childOnly = maskOf(({ when }) => when.age !== undefined && !when.age.includes('adult'))
  const adultOnly = maskOf(({ when }) => when.age?.length === 1 && when.age[0] === 'adult')
  const professionDuty = maskOf(({ binds }) => binds === 'profession')
  // What a health professional owes as a person, whoever employs them (Child Welfare Act 25), is told by this tag.
  const serviceDuty = maskOf(
    ({ binds, when }) => binds === 'profession' && !(when.worker?.includes('must-notify') ?? false),
  )
  const proposing = maskOf(
    ({ act, kind }) => /^(propose-assistance|ask-assistance-herself)$/.test(act) && kind !== 'never',
  )
  const byWorker = maskOf(({ act, kind }) => act === 'propose-assistance' && kind === 'permission')
  const neverProposing = maskOf(({ act, kind }) => act === 'propose-assistance' && kind === 'never')
  const callForHelp = maskOf(({ act }) => act === 'call-for-help')
  const consult = maskOf(({ act }) => act === 'consult')
  const contacting = maskOf(({ act, also }) => act === 'contact-others' || (also?.includes('contact-others') ?? false))
  const neverContacting = maskOf(({ act, kind }) => act === 'contact-others' && kind === 'never')
  const healthCare = maskOf(({ act }) => act === 'use-health-care')
  const witness = maskOf(({ act }) => act === 'come-as-witness')
  const hasOne = (mask: Int32Array): boolean => {
    let found = 0
    for (let word = 0; word < mask.length; word += 1) {
      const bits = mask[word]! & selected[word]!
      if (bits !== 0) found += (bits & (bits - 1)) === 0 ? 1 : 2
    }
    return found === 1
  }

  const codes = sizes.map(() => 0)
  const is = (id: (typeof ACT_QUESTIONS)[number]['id'], ...values: string[]): (() => boolean) => {
    const at = ACT_QUESTIONS.findIndex((question) => question.id === id)
    const wanted = values.map((value) => (ACT_QUESTIONS[at]!.values as readonly string[]).indexOf(value))
    return () => wanted.includes(codes[at]!)
  }
  const isAdult = is('age', 'adult')
  const isNgoLed = is('track', 'ngo', 'volunteer')
  const isHealth = is('profession', 'health')
  const wantsIt = is('assistance', 'yes')
  const wantsItNot = is('assistance', 'no', 'not-now')
  const isSafe = is('danger', 'no')
  const refusesContact = is('contact', 'no')
  const hasNoMunicipality = is('municipality', 'no')

  const findProblem = (count: number): string | null => {
    if (count === 0) return 'no step'
    for (const { act, one, other } of pairs) if (has(one) && has(other)) return `contradiction in ${act}`
    if (isAdult() === has(childRoute)) return 'the child route'
    if (has(isAdult() ? childOnly : adultOnly)) return 'steps of the other age'
    if (isNgoLed() && has(isHealth() ? serviceDuty : professionDuty)) return 'a professional’s duty for NGO-led work'
    if (wantsIt() !== has(proposing)) return 'a proposal without her wish'
    if (wantsItNot() !== has(neverProposing)) return 'a proposal against her wish is not ruled out'
    if (refusesContact() && has(byWorker)) return 'a proposal by others against her wish'
    if (refusesContact() !== has(neverContacting) || !has(contacting)) return 'contact with others'
    if (isSafe() === has(callForHelp)) return 'the call for help'
    if (hasNoMunicipality() && !has(healthCare)) return 'no word on care'
    if (!hasOne(witness)) return 'one rule for a witness'
    return has(consult) ? null : 'no advice without names'
  }

  for (let seen = 1, fewest = Infinity; ; seen += 1) {
    selectRules(table, codes, selected)
    let count = 0
    for (const word of selected) for (let bits = word; bits !== 0; bits &= bits - 1) count += 1
    fewest = Math.min(fewest, count)
    const problem = findProblem(count)
    if (problem !== null)
      return { combinations: seen, fewest, problem: `${problem}: ${JSON.stringify(toAnswers(codes))}` }
    let index = codes.length - 1
    while (index >= 0 && codes[index] === sizes[index]! - 1) codes[index--] = 0
    if (index < 0) return { combinations: seen, fewest, problem: null }
    codes[index]! += 1
  }
}

test('every combination of answers: steps that fit together, the child route, nobody bound by another’s duty', (t) => {
  const { combinations: seen, fewest, problem } = walk(rules)
  assert.equal(problem, null)
  assert.equal(seen, combinations)
  t.diagnostic(
    `${seen.toLocaleString('en')} combinations of answers, ${rules.length} rules, never fewer than ${fewest} steps`,
  )
})

test('the walk finds rules that are broken on purpose', () => {
  const change = (id: string, changes: Partial<ActRule>) =>
    rules.map((rule) => (rule.id === id ? { ...rule, ...changes } : rule))
  const without = (act: string) => rules.filter((rule) => rule.act !== act)
  const broken: [string, readonly ActRule[]][] = [
    ['contradiction in contact-others', change('pass-on-refused', { when: {} })],
    [
      'contradiction in notify-before-birth',
      change('unborn-permission', { when: { pregnancy: ['yes'], contact: ['yes'] } }),
    ],
    [
      'contradiction in record-facts',
      change('record-duty', { kind: 'never' }).concat(rules.filter(({ id }) => id === 'record-duty')),
    ],
    ['the child route', change('child-notify-unclear', { when: { worker: ['notify-unclear'], age: ['child'] } })],
    ['the child route', without('notify-child-welfare')],
    ['a professional’s duty', change('police-asks-unclear', { when: {} })],
    ['a professional’s duty', change('unborn-duty', { act: 'tell-early', when: { track: ['ngo'] } })],
    ['a proposal without her wish', change('path-assistance', { when: { age: ['adult'] } })],
    [
      'a proposal against her wish',
      without('propose-assistance').concat(rules.filter(({ id }) => /^(path-assistance|child-proposal)/.test(id))),
    ],
    // As it stood once: make a proposal, and never contact anybody.
    ['contradiction in contact-others', change('path-assistance', { when: { age: ['adult'], assistance: ['yes'] } })],
    ['contradiction in contact-others', change('safety-authority', { when: {} })],
    [
      'a proposal by others',
      change('path-assistance', { when: { age: ['adult'], assistance: ['yes'] }, also: undefined }),
    ],
    ['contradiction in report-past-crime', change('crime-own-initiative', { when: {} })],
    ['contact with others', change('pass-on-refused', { kind: 'right' })],
    ['no word on care', rules.filter(({ id }) => id !== 'care-asylum')],
    ['one rule for a witness', change('witness-own-work', { when: {} })],
    ['the call for help', change('call-for-help', { when: { danger: ['yes'] } })],
    ['no advice without names', without('consult')],
  ]
  for (const [expected, candidates] of broken) {
    const { problem } = walk(candidates)
    assert.ok(problem?.includes(expected) ?? false, `${expected}: found ${String(problem)}`)
  }
})

/** The same question answered from the rules alone, without masks. */
function fitsPlainly({ when }: ActRule, codes: ActCodes): boolean {
  const answers = toAnswers(codes)
  const tags = tagsOf(answers.profession, answers.track)
  return Object.entries(when).every(([id, allowed = []]) =>
    id === 'worker'
      ? allowed.some((tag) => tags.has(tag as never))
      : (allowed as readonly string[]).includes(answers[id as keyof typeof answers]),
  )
}

function codesOf(number: number): ActCodes {
  let rest = number
  return sizes
    .toReversed()
    .map((size) => {
      const code = rest % size
      rest = Math.floor(rest / size)
      return code
    })
    .toReversed()
}

test('masks and rules say the same, in the order of the rules', () => {
  // A prime step through all combinations meets every answer of every question many times.
  for (let number = 0; number < combinations; number += 1_009) {
    const codes = codesOf(number)
    const steps = decide(table, codes)
    assert.deepEqual(
      steps.map(({ id }) => id),
      rules.filter((rule) => fitsPlainly(rule, codes)).map(({ id }) => id),
      String(codes),
    )
    const times = steps.map(({ time }) => ACT_TIMES.indexOf(time))
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    )
    assert.deepEqual(decide(table, codes), steps)
  }
})

test('no act waits for a police report, and an adult is never obliged to one', () => {
  const acts = new Set(rules.map(({ act }) => act))
  for (const { id, after = [] } of rules) {
    for (const act of after) {
      assert.ok(acts.has(act), `${id} waits for an act that does not exist: ${act}`)
      assert.doesNotMatch(act, /report|police|crime/, id)
    }
  }
  const toPolice = rules.filter(({ act, kind }) => kind === 'duty' && /police|report/.test(act))
  for (const rule of toPolice) {
    // Either a child's case with its own law, or an answer that police asks for.
    assert.ok(
      rule.act === 'answer-police-request' || (rule.when.age !== undefined && !rule.when.age.includes('adult')),
      rule.id,
    )
  }
  // Social care may tell without permission (Client Data Act 63); everybody else only with it.
  for (const { id, kind } of rules.filter(({ act }) => act === 'report-past-crime'))
    assert.equal(kind, /^(crime-report-social|crime-own-initiative)$/.test(id) ? 'right' : 'permission', id)
  assert.deepEqual(rules.find(({ id }) => id === 'crime-report-social')?.when.worker, ['social-care'])
})

test('what comes first is there: a step that waits for another never stands without it', () => {
  for (let number = 0; number < combinations; number += 4_001) {
    const steps = decide(table, codesOf(number))
    const acts = new Set(steps.map(({ act }) => act))
    for (const { id, after = [] } of steps)
      for (const act of after) assert.ok(acts.has(act), `${id} without ${act}: ${String(codesOf(number))}`)
  }
})

test('the 42 rules of the rights reference and the five steps (D-178 to D-191) are all carried out', () => {
  const numbers = new Set(rules.flatMap((rule) => rule.numbers))
  for (let number = 1; number <= 42; number += 1)
    assert.ok(numbers.has(`G-${String(number).padStart(2, '0')}`), `G-${number}`)
  // D-192 is this table itself; D-107 and the like belong to recognising.
  for (let number = 178; number <= 191; number += 1) assert.ok(numbers.has(`D-${number}`), `D-${number}`)
  for (let number = 193; number <= 198; number += 1) assert.ok(numbers.has(`D-${number}`), `D-${number}`)
  for (let number = 208; number <= 214; number += 1) assert.ok(numbers.has(`D-${number}`), `D-${number}`)
})

test('kinds follow the rights reference', () => {
  const kinds = (number: string) =>
    [...new Set(rules.filter(({ numbers }) => numbers.includes(number)).map(({ kind }) => kind))].sort()
  assert.deepEqual(kinds('G-01'), ['duty', 'right'])
  assert.deepEqual(kinds('G-08'), ['duty', 'right'])
  assert.deepEqual(kinds('G-11'), ['duty'])
  // Trafficking of a child alone is not on the list of what must go to the police, whatever older guides say.
  assert.deepEqual(kinds('G-12'), ['right'])
  assert.deepEqual(kinds('G-15'), ['right'])
  assert.deepEqual(kinds('G-17'), ['duty'])
  assert.deepEqual(kinds('G-19'), ['permission'])
  for (const number of ['G-21', 'G-22', 'G-25', 'G-28', 'G-34', 'G-35', 'G-40'])
    assert.deepEqual(kinds(number), ['never'], number)
})

test('who wants no authorities gets as much, in the same tone, as who wants the assistance system', () => {
  const [yes, no] = ['path-assistance', 'path-without-authorities'].map((id) => rules.find((rule) => rule.id === id)!)
  for (const lang of ['fi', 'sv', 'en'] as const) {
    const [one, other] = [wholeText(yes!, lang), wholeText(no!, lang)]
    assert.ok(
      Math.abs(one.length - other.length) <= 0.25 * Math.max(one.length, other.length),
      `${lang}: ${one.length} and ${other.length} characters`,
    )
    assert.equal(one.split('. ').length, other.split('. ').length, lang)
    assert.doesNotMatch(other, /\b(mutta|valitettavasti|kuitenkin|men|tyvärr|dock|but|unfortunately|however|only)\b/i)
  }
  assert.equal(yes!.time, no!.time)
  const codes = (assistance: 'yes' | 'no') => toCodes({ ...toAnswers(sizes.map(() => 0)), age: 'adult', assistance })
  const steps = (assistance: 'yes' | 'no') => decide(table, codes(assistance)).length
  assert.ok(Math.abs(steps('yes') - steps('no')) <= 1, `${steps('yes')} and ${steps('no')} steps`)
})

test('a wish that is known has its step, and one that is not has none', () => {
  for (let number = 0; number < combinations; number += 4_001) {
    const codes = codesOf(number)
    const { assistance } = toAnswers(codes)
    const step = findWishStep(decide(table, codes))
    assert.equal(step !== undefined, assistance !== 'unknown', String(codes))
    assert.ok(
      step === undefined || (step.kind !== 'never' && step.when.assistance?.includes(assistance)),
      String(codes),
    )
  }
})

test('laws and sources are all named, and what is uncertain is not marked as certain', () => {
  for (const rule of rules) {
    assert.deepEqual(missingReferences(rule, legal), [], rule.id)
    if (rule.sources.includes('own')) assert.notEqual(rule.certainty, 'A', rule.id)
    if (rule.base.length === 0) assert.notEqual(rule.binds, 'profession', rule.id)
  }
})

test('who must notify child welfare follows the law, not the employer’s name', () => {
  const notify = (...worker: Parameters<typeof tagsOf>) => [...tagsOf(...worker)].find((tag) => /notify/.test(tag))
  assert.equal(notify('health', 'ngo'), 'must-notify')
  assert.equal(notify('social', 'ngo'), 'may-notify')
  assert.equal(notify('listed', 'ngo'), 'may-notify')
  assert.equal(notify('other', 'purchased'), 'must-notify')
  assert.equal(notify('other', 'service'), 'must-notify')
  assert.equal(notify('listed', 'office'), 'must-notify')
  assert.equal(notify('authority', 'office'), 'may-notify')
  assert.equal(notify('health', 'private'), 'may-notify')
  assert.equal(notify('unknown', 'unknown'), 'notify-unclear')
  for (const profession of ACT_QUESTIONS[0].values) {
    for (const track of ACT_QUESTIONS[1].values) {
      const tags = [...tagsOf(profession, track)]
      for (const one of [
        /notify/,
        /^(not-)?care(-unclear)?$/,
        /patient-work$/,
        /social-care/,
        /own-work$/,
        /purchased$/,
      ]) {
        assert.equal(tags.filter((tag) => one.test(tag)).length, 1, `${profession} ${track} ${String(one)}`)
      }
    }
  }
})

test('an address is read kindly: what it does not know counts as not known', () => {
  const find = (query: string) => findCodes((code) => new URLSearchParams(query).get(code) ?? undefined)
  const read = (query: string) => toAnswers(find(query)!)
  assert.equal(read('e=1').age, 'adult')
  for (const age of ['e=9', 'e=', 'e=-1', 'e=adult', 'e=1e0', 'e=%00', 'e=01', 'a=1'])
    assert.equal(read(age).age, 'unknown', age)
  assert.ok(isChildRoute(read('a=1').age))
  for (const nothing of ['', 'z=1', 'age=adult']) assert.equal(find(nothing), null, nothing)
  for (const number of [0, 5, 4_444_444]) assert.deepEqual(toCodes(toAnswers(codesOf(number))), codesOf(number))
})

test('answers go into an address and come back; nothing else gets in', () => {
  const find = (query: string) => findCodes((code) => new URLSearchParams(query).get(code) ?? undefined)
  for (let number = 0; number < combinations; number += 9_973)
    assert.deepEqual(find(showCodes(codesOf(number))), codesOf(number), String(number))
  assert.equal(showCodes(find('?e=1&a=9&z=4&x=%3Cb%3E')), '?e=1')
  assert.equal(showCodes(find('?e=0')), '?a=0')
  assert.equal(showCodes(null), '')
})

test('a rule that is no rule is refused', () => {
  const good = rules[0]!
  const promised = rules.find(({ binds }) => binds === 'network')!
  const table = (...list: unknown[]) => ({ provenance: now.provenance, rules: list })
  const broken: unknown[] = [
    { ...good, kind: 'duty' },
    { ...good, kind: 'duty', told: { what: good.text, why: good.text, toWhom: good.text } },
    { ...good, told: { what: good.text, why: good.text, toWhom: good.text } },
    { ...good, when: { age: ['grown'] } },
    { ...good, when: { age: [] } },
    { ...good, certainty: 'D' },
    { ...good, sources: [] },
    { ...good, numbers: [] },
    { ...good, seenTo: 'autumn' },
    { ...good, base: [{ law: 'rl', at: ['15 luku'] }] },
    { ...good, text: { fi: 'vain suomeksi' } },
    { ...promised, base: promised.see },
  ]
  for (const rule of broken) assert.equal(ActRules.safeParse(table(rule)).success, false)
  assert.equal(ActRules.safeParse(table(good, good)).success, false)
  assert.equal(ActRules.safeParse(table(good)).success, true)
  assert.equal(ActRules.safeParse({ rules: [good] }).success, false, 'D-056: nobody answers for it')
})
