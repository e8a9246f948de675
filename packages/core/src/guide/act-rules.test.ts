// What the rules of the act page say to her and of her: no promise that the next step breaks, and the same word for everybody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import now from '../../../../content/guide/act-now.json' with { type: 'json' }
import today from '../../../../content/guide/act-today.json' with { type: 'json' }
import later from '../../../../content/guide/act-later.json' with { type: 'json' }
import words from '../../../../content/guide/act-words.json' with { type: 'json' }
import { ActRules, wholeText, type ActRule } from './act-rules.ts'

const rules = [now, today, later].flatMap((table) => ActRules.parse(table).rules)

/** Acts with her permission that stay between her and the worker, or answer somebody who asked: no contact with others. */
const NO_CONTACT = new Set([
  'contact-her',
  'give-patient-record',
  'show-in-my-kanta',
  'tell-of-own-acts',
  'keep-applications-apart',
])

test('each step that rests on her permission is known as a contact with others, or as none', () => {
  for (const { id, act, also = [], kind } of rules.filter((rule) => rule.kind === 'permission'))
    assert.notEqual(NO_CONTACT.has(act), act === 'contact-others' || also.includes('contact-others'), `${id} ${kind}`)
})

test('what she is told promises no secrecy without its limit, and that nobody is accused is nobody’s to promise (G-40, R-111)', () => {
  for (const { id, told } of rules) {
    if (told === undefined) continue
    const all = (lang: 'fi' | 'sv' | 'en') => [told.what[lang], told.why[lang], told.toWhom[lang]].join(' ')
    assert.doesNotMatch(all('fi'), /en muille|ei kerrota muille|kenellekään|muuta en kerro|syytetä|mitään väärää/i, id)
    assert.doesNotMatch(all('sv'), /inte (till|för) (andra|någon)|inget annat|anklagas|något fel/i, id)
    assert.doesNotMatch(all('en'), /nothing else|accused|done nothing wrong/i, id)
    // Each promise of silence names its limits, the law and danger; that she hears of it first holds only where that is safe.
    for (const [lang, silence, limit] of [
      [
        'fi',
        /muille en kerro/i,
        'ilman lupaasi, paitsi jos laki velvoittaa tai joku on vaarassa. Sanon sen sinulle ensin, jos se on turvallista.',
      ],
      [
        'sv',
        /andra berättar jag inte/i,
        'utom om lagen kräver det eller någon är i fara. Jag säger det först till dig, om det är tryggt.',
      ],
      ['en', /nobody/i, 'except if the law obliges me or somebody is in danger. I tell you first, if that is safe.'],
    ] as const)
      if (silence.test(all(lang))) assert.ok(all(lang).includes(limit), `${id} ${lang}`)
    assert.doesNotMatch(all('fi').replaceAll('ensin, jos se on turvallista', ''), /sinulle ensin/, id)
  }
})

/** What is seen of a folded step. Unit: characters; three lines of a small phone beside the kind. */
const LONGEST_SENTENCE = 95

test('what is done is one sentence that can stand alone, for it is all that is seen of a folded step', () => {
  for (const { id, text, more } of rules)
    for (const lang of ['fi', 'sv', 'en'] as const) {
      assert.ok(text[lang].length <= LONGEST_SENTENCE, `${id} ${lang}: ${String(text[lang].length)} characters`)
      assert.match(text[lang], /^[^.!?]*[.!?]$/, `${id} ${lang}`)
      assert.match(more?.[lang] ?? 'None.', /[.”]$/, `${id} ${lang}`)
    }
})

test('an offence that must be told to the police is named as the law names it: against life or health, not only violence (G-11)', () => {
  const condition = rules.find(({ id }) => id === 'child-police-duty')?.onlyIf
  assert.match(condition?.fi ?? '', /henkeen tai terveyteen kohdistunut/)
  assert.match(condition?.sv ?? '', /brott mot barnets liv eller hälsa/)
  assert.match(condition?.en ?? '', /against the child’s life or health/)
  assert.doesNotMatch(JSON.stringify(condition), /väkival|våld|violent/)
})

test('nobody whose own law obliges is told that a report needs permission: police and labour inspection (G-33)', () => {
  const asking = rules.filter(({ act, kind }) => act === 'report-past-crime' && kind === 'permission')
  const mayBeOfficial = asking.filter(({ when }) =>
    ['listed', 'authority'].some((one) => when.profession?.includes(one) ?? true),
  )
  // Whoever works in a service is asked whether it is social care; the others must not be police or labour inspection.
  assert.deepEqual(
    mayBeOfficial.map(({ id }) => id),
    ['crime-report-official', 'crime-report-unclear'],
  )
  assert.match(mayBeOfficial[0]?.onlyIf?.fi ?? '', /et työskentele poliisissa tai työsuojeluviranomaisessa/)
})

test('who notifies writes down what was told, why and to whom (D-198)', () => {
  const notices = rules.filter(({ numbers }) => numbers.includes('D-198'))
  assert.ok(notices.length >= 5)
  for (const rule of notices) {
    assert.match(wholeText(rule, 'fi'), /merkitse (se )?työpaikkasi tavalla.*, ei omiin papereihisi\./i, rule.id)
    assert.match(
      wholeText(rule, 'sv'),
      /anteckna(r du det)? enligt arbetsplatsens rutin.*, inte i egna papper\./i,
      rule.id,
    )
    assert.match(wholeText(rule, 'en'), /note .*in the way of your workplace, not in papers of your own\./i, rule.id)
  }
  const duties = rules.filter(({ kind, act }) => kind === 'duty' && /^notify/.test(act)).map(({ id }) => id)
  for (const id of duties)
    assert.ok(
      notices.some((rule) => rule.id === id),
      id,
    )
})

test('the sentence on witnesses from organisations is said to their own work, and nobody else', () => {
  const own = rules.filter((rule) =>
    /tukihenkilöllä tai vapaaehtoisella ei ole laissa oikeutta vaieta/.test(wholeText(rule, 'fi')),
  )
  assert.deepEqual(
    own.map(({ id }) => id),
    ['witness-own-work'],
  )
  assert.deepEqual(own[0]?.when.track, ['ngo', 'volunteer'])
})

/** What a rule must say of a condition, in fi, sv and en, so that a reader whose answers are not known can tell whether it holds. */
const SAID: Record<string, [RegExp, RegExp, RegExp]> = {
  danger: [/vaarassa/, /fara/, /danger/],
  preventable: [/estää/, /hindra/, /prevent/],
  unaccompanied: [/yksin/i, /ensamt/, /alone/],
  pregnancy: [/syntym/, /föd/, /birth/],
  children: [/lapsi/, /barn/, /children/],
  assistance: [/auttamisjärjestelm/i, /hjälpsystem/i, /assistance system|the system/i],
  contact: [/suostu|lupa/, /samtyck|tillstånd/, /agree|permission/],
  municipality: [/kotikun/, /hemkommun/, /home municipality/],
  residence: [/oleskelu/, /uppehåll|vistelse/, /stay/],
}
const WORK_SAID = [
  /palvelusi on|työstäsi|koskeeko se sinua/,
  /din tjänst är|ditt arbete|gäller dig/,
  /your service is|your work|binds you/,
] as const

/** Conditions that the general route would hide: the section says the age, the doer or the words the work, the words all else. */
function hiddenConditions(rule: ActRule): string[] {
  const { when, general, kind, doer, onlyIf } = rule
  const asked = new Set(Object.keys(when).map((id) => (/^(worker|profession|track)$/.test(id) ? 'work' : id)))
  const isHidden = (id: string) => {
    if (id === 'age') return general !== (when.age?.includes('adult') ? 'adult' : 'child')
    if (id === 'work' && doer !== 'everyone') return false
    // "Only with the person's permission" stands on the step itself.
    if (id === 'contact' && kind === 'permission' && when.contact?.includes('unknown')) return false
    const said = id === 'work' ? WORK_SAID : SAID[id]
    return (['fi', 'sv', 'en'] as const).some(
      (lang, index) => !(said?.[index]?.test(`${onlyIf?.[lang] ?? ''} ${wholeText(rule, lang)}`) ?? false),
    )
  }
  return general === undefined ? [] : [...asked].filter(isHidden)
}

test('the general route hides no condition: each of its rules holds for everybody, or says when it does', () => {
  const general = rules.filter((rule) => rule.general !== undefined)
  for (const rule of general) assert.deepEqual(hiddenConditions(rule), [], rule.id)
  assert.ok(general.filter(({ when }) => Object.keys(when).length > 0).length > 15)
  // As it stood once: each of these told everybody what holds for some.
  const told = (id: string, section: ActRule['general']) =>
    hiddenConditions({ ...rules.find((rule) => rule.id === id)!, general: section })
  assert.deepEqual(told('assistance-joutseno', 'later'), ['municipality'])
  assert.deepEqual(told('crime-report', 'adult'), ['work'])
  assert.deepEqual(told('child-notify-right', 'child'), ['work'])
  assert.deepEqual(told('crime-report-unclear', 'later'), ['age'])
})

test('a duty to answer, and the exception for social care, are in the general route (G-17, G-18)', () => {
  const sections = (act: string) =>
    rules.flatMap((rule) => (rule.act === act && rule.general ? [[rule.id, rule.general]] : []))
  assert.deepEqual(sections('report-past-crime'), [['crime-report-unclear', 'adult']])
  assert.deepEqual(sections('answer-police-request'), [['police-asks-unclear', 'work']])
  assert.deepEqual(sections('arrange-assistance'), [['assistance-which', 'later']])
})

test('a person may be of any sex: no "she" in English, no "hon" in Swedish', () => {
  const texts = JSON.stringify([rules, words])
  const of = (lang: 'sv' | 'en') =>
    [...texts.matchAll(new RegExp(`"${lang}":"(.*?)"[,}]`, 'g'))].map(([, text = '']) => text)
  for (const text of of('en')) assert.doesNotMatch(text, /\b(she|her|hers|herself|he|his|him)\b/i)
  for (const text of of('sv')) assert.doesNotMatch(text, /\b(hon|henne|hennes|han|honom|hans)\b/i)
  assert.ok(of('en').length > 150 && of('sv').length > 150)
})
