// For tests: a library of its own, small enough to be known by heart. Words that stand around facts are those of the content; facts,
// signs, rules and pages are not, so that a new one in the content breaks no test.
import type { Text } from '@apila/core/content/text.ts'
import { type ActRule, ActRules } from '@apila/core/guide/act-rules.ts'
import { compileRules } from '@apila/core/guide/decide.ts'
import { CALL_USES, GuideLines, SignGroups } from '@apila/core/guide/schema.ts'
import { RightsPages } from '@apila/core/rights/rights-pages.ts'
import type { OrganisationProfile } from '@apila/core/services/profile.ts'
import type { Library } from '../library.ts'
import { content } from './library.ts'
import { CHECKED_ON, SMALL_NUMBERS, smallDirectory } from './small-directory.ts'

const said = (fi: string, sv: string, en: string): Text => ({ fi, sv, en })
const provenance = { owner: 'test', source: said('Lähde', 'Källa', 'Source'), checkedOn: CHECKED_ON }

const numbered = (word: string, n: number): Text =>
  said(`${word} ${String(n)} suomeksi`, `${word} ${String(n)} på svenska`, `${word} ${String(n)} in English`)

const GROUPS = ['exploitation', 'control', 'vulnerability'] as const

const signs = SignGroups.parse(
  GROUPS.map((group, place) => ({
    id: group,
    title: said(`Ryhmä ${group}`, `Grupp ${group}`, `Group ${group}`),
    lead: said('Merkkejä.', 'Tecken.', 'Signs.'),
    provenance,
    signs: [1, 2, 3, 4, 5, 6, 7].map((n) => ({
      id: `D-${String(900 + place * 10 + n)}`,
      text: numbered('sign', n + place * 10),
    })),
  })),
)

const lines = (word: string, ofGroups: boolean): GuideLines =>
  GuideLines.parse({
    provenance,
    lines: [1, 2, 3, 4, 5, 6].map((n) => ({
      ids: [`D-${String(950 + n)}`],
      ...(ofGroups && { group: GROUPS[n % 3] }),
      text: numbered(word, n),
    })),
  })

const law = { base: [], sources: ['own'], certainty: 'C', checkedOn: CHECKED_ON, seenTo: CHECKED_ON } as const

/** A step for danger, one whose text names the line that advises, one that rests on uncertain law, one with its own links. */
const rules: ActRule[] = ActRules.parse({
  provenance,
  rules: [
    {
      ...law,
      ...{ id: 'call', act: 'call-for-help', numbers: ['G-01'], kind: 'right', time: 'now', when: {}, general: 'now' },
      text: said('Vaarassa soita 110.', 'Ring 110 vid fara.', 'In danger call 110.'),
      doer: 'everyone',
    },
    {
      ...law,
      ...{ id: 'ask', act: 'consult', numbers: ['G-02'], kind: 'right', time: 'now', when: {}, general: 'now' },
      text: said('Kysy: 010 000 0002.', 'Fråga: 010 000 0002.', 'Ask: 010 000 0002.'),
      doer: 'everyone',
      inSight: true,
    },
    {
      ...law,
      ...{
        id: 'propose',
        act: 'assistance',
        numbers: ['G-03'],
        kind: 'permission',
        time: 'today',
        when: {},
        general: 'adult',
      },
      base: content.act.rules.find(({ base }) => base.length > 0)?.base,
      text: said('Ehdota.', 'Föreslå.', 'Propose.'),
      doer: 'everyone',
      links: [{ service: SMALL_NUMBERS.advice }, { need: 'safe-place' }],
    },
  ],
}).rules

const rights: Library['rights'] = RightsPages.parse({
  ...content.rights,
  parts: ['first', 'second'].map((part) => ({
    id: part,
    title: said(`Osa ${part}`, `Del ${part}`, `Part ${part}`),
    lead: said('Johdanto.', 'Ingress.', 'Lead.'),
    statements: [1, 2].map((n) => ({ ...law, numbers: [`R-90${String(n)}`], text: numbered(`statement ${part}`, n) })),
  })),
  checklist: [{ part: 'first', text: said('Kerrottu', 'Berättat', 'Told') }],
})

const profiles: OrganisationProfile[] = content.profiles
  .slice(0, 1)
  .map((profile) => ({ ...profile, organisation: smallDirectory().organisations[0]?.id ?? '', checkedOn: CHECKED_ON }))

/** `checkedOn`: when every entry of the directory was last looked at. */
export function smallLibrary(checkedOn?: string): Library {
  const { guide } = content
  return {
    ...content,
    directory: smallDirectory(checkedOn),
    profiles,
    guide: {
      ...guide,
      signs,
      alone: lines('alone', false),
      advice: lines('advice', true),
      facts: lines('fact', false),
      interpreter: lines('interpreter', false),
      questions: lines('question', true),
      call: {
        ...guide.call,
        numbers: CALL_USES.map((use) => ({ use, service: SMALL_NUMBERS[use], label: said(use, use, use) })),
      },
      checked: [CHECKED_ON],
    },
    act: { ...content.act, rules, table: compileRules(rules), provenance },
    rights,
  }
}
