// The taxonomies of this profile: what HSDS has no field for, and the other languages of what it has one for.
// Governed by docs/hsds-profile.md.
import type { Text } from '@apila/core/content/text.ts'
import type { DirectoryChoices } from '@apila/core/services/schema.ts'
import { fixedId } from './identify.ts'
import type { Row } from './tables.ts'

interface TermSource {
  code: string
  name: Text
}

interface TaxonomySource {
  code: TaxonomyCode
  name: string
  description: string
  terms: readonly TermSource[]
}

export type TaxonomyCode = 'need' | 'group' | 'without-name' | 'track' | 'role' | 'access' | 'assured-by' | 'text'

/** Raised when a term changes its meaning or goes; new terms keep it. */
const VERSION = '1.0'

const said = (fi: string, sv: string, en: string): Text => ({ fi, sv, en })

const WITHOUT_NAME: readonly TermSource[] = [
  { code: 'yes', name: said('Apua saa ilman nimeä', 'Hjälp ges utan namn', 'Help is given without a name') },
  { code: 'no', name: said('Nimi tarvitaan', 'Namn behövs', 'A name is needed') },
  { code: 'not-known', name: said('Ei tiedossa', 'Inte känt', 'Not known') },
]

const TRACKS: readonly TermSource[] = [
  { code: 'ngo-led', name: said('Järjestölähtöinen työ', 'Organisationslett arbete', 'NGO-led work') },
  { code: 'purchased', name: said('Ostopalvelu', 'Köptjänst', 'Purchased service') },
  { code: 'authority', name: said('Viranomaisen työ', 'Myndighetens arbete', 'An authority’s work') },
  { code: 'not-known', name: said('Ei tiedossa', 'Inte känt', 'Not known') },
]

const ROLES: readonly TermSource[] = [
  { code: 'member', name: said('Verkoston jäsen', 'Medlem i nätverket', 'Member of the network') },
  { code: 'authority', name: said('Viranomainen', 'Myndighet', 'Authority') },
  { code: 'other', name: said('Muu', 'Annan', 'Other') },
]

const ACCESS: readonly TermSource[] = [
  { code: 'professionals-only', name: said('Vain ammattilaisille', 'Endast för yrkespersoner', 'Professionals only') },
  {
    code: 'secret-place',
    name: said('Salainen paikka, avoin ovi', 'Hemlig plats, öppen dörr', 'Secret place with an open front gate'),
  },
]

const ASSURERS: readonly TermSource[] = [
  { code: 'editors', name: said('Toimitus', 'Redaktionen', 'The editors') },
  { code: 'organisation', name: said('Järjestö itse', 'Organisationen själv', 'The organisation itself') },
]

/** Fields whose Swedish and English stand in attributes. */
export const TRANSLATED = ['name', 'description', 'eligibility', 'fees', 'process', 'alert'] as const
export type TranslatedField = (typeof TRANSLATED)[number]

const TEXTS: readonly TermSource[] = TRANSLATED.flatMap((field) =>
  (['sv', 'en'] as const).map((lang) => {
    const code = `${field}-${lang}`
    return { code, name: said(code, code, code) }
  }),
)

function sources(choices: DirectoryChoices): TaxonomySource[] {
  const chosen = (list: readonly { id: string; name: Text }[]) => list.map(({ id, name }) => ({ code: id, name }))
  const everyone = { code: 'everyone', name: said('Kaikki', 'Alla', 'Everyone') }
  return [
    {
      code: 'need',
      name: 'Avun tarve',
      description: 'Mitä apua palvelusta saa. What the service helps with.',
      terms: chosen(choices.needs),
    },
    {
      code: 'group',
      name: 'Kenelle',
      description: 'Keille palvelu on. For whom the service is.',
      terms: [everyone, ...chosen(choices.groups)],
    },
    {
      code: 'without-name',
      name: 'Ilman nimeä',
      description: 'Saako apua kertomatta nimeä. Whether help is given without a name.',
      terms: WITHOUT_NAME,
    },
    {
      code: 'track',
      name: 'Kenen työtä',
      description: 'Järjestön oma työ ja ostopalvelu pidetään erillään. NGO-led and purchased work are kept apart.',
      terms: TRACKS,
    },
    {
      code: 'role',
      name: 'Asema verkostossa',
      description: 'Organisaation asema. The organisation’s place in the network.',
      terms: ROLES,
    },
    {
      code: 'access',
      name: 'Pääsy',
      description: 'Mitä ottaa huomioon ennen yhteyttä. What to mind before making contact.',
      terms: ACCESS,
    },
    {
      code: 'assured-by',
      name: 'Kuka tarkisti',
      description: 'Kuka katsoi tiedot viimeksi. Who looked at the entry last.',
      terms: ASSURERS,
    },
    {
      code: 'text',
      name: 'Muut kielet',
      description: 'Suomenkielisen kentän teksti muulla kielellä. A field’s text in another language.',
      terms: TEXTS,
    },
  ]
}

export const termId = (taxonomy: TaxonomyCode, code: string): string => fixedId('taxonomy_term', taxonomy, code)

export function taxonomyRows(choices: DirectoryChoices): { taxonomy: Row[]; taxonomy_term: Row[] } {
  const all = sources(choices)
  return {
    taxonomy: all.map(({ code, name, description }) => ({
      id: fixedId('taxonomy', code),
      name,
      description,
      version: VERSION,
    })),
    taxonomy_term: all.flatMap((taxonomy) =>
      taxonomy.terms.map(({ code, name }) => ({
        id: termId(taxonomy.code, code),
        // HSDS wants codes that no two terms of the table share, and "not-known" is a term of two taxonomies.
        code: `${taxonomy.code}:${code}`,
        name: name.fi,
        description: taxonomy.code === 'text' ? `Kentän teksti: ${code}` : `sv: ${name.sv}; en: ${name.en}`,
        taxonomy: taxonomy.name,
        language: 'fi',
        taxonomy_id: fixedId('taxonomy', taxonomy.code),
      })),
    ),
  }
}
