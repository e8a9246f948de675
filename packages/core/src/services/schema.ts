// Shape of the service directory (docs/requirements.md). Area, target group and language belong to the service, not to the
// organisation (D-222); an organisation outside the network is never shown as a member (D-221).
import * as z from 'zod'
import { Language, inEachLanguage } from '../content/language.ts'
import { Text } from '../content/text.ts'
import { OrganisationId } from '../organisation/roster.ts'

/** How sure a fact is: A read on the organisation's own page, B second hand, C not confirmed. */
const Confidence = z.enum(['A', 'B', 'C'])

/** A year, a month or a day: how exactly a source is dated. */
const RoughDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

const Source = z.strictObject({
  address: z.string().min(1),
  /** Absent where the source shows no date. */
  datedOn: RoughDate.optional(),
  confidence: Confidence,
})

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** An ordinary week, in Finnish time. `days`: 1 = Monday ... 7 = Sunday. `lang`: these hours are for callers in that language. */
export const WeekHours = z.array(
  z
    .strictObject({
      days: z.array(z.int().min(1).max(7)).min(1),
      from: time,
      to: time,
      lang: Language.optional(),
    })
    .refine(({ from, to }) => from < to, { message: 'hours end after they begin' }),
)
export type WeekHours = z.infer<typeof WeekHours>

export const Phone = z.strictObject({
  number: z.string().regex(/^\+?\d{3,15}$/),
  /** As people read it, with spaces. */
  shown: z.string().min(3),
  /** Which place or language this number serves, where a service has several. */
  label: Text.optional(),
  /** Only where being open at every hour is certain enough to say "open now". */
  always: z.literal(true).optional(),
  hours: Text.optional(),
  /** When the hours were true. */
  hoursAsOf: RoughDate.optional(),
  /** The same hours in a form that tells whether the line answers now; only together with `hours`. */
  week: WeekHours.optional(),
  confidence: Confidence,
})
export type Phone = z.infer<typeof Phone>

/** Becomes a link on public pages: never another kind of address, as javascript: would be. */
const WebAddress = z.url({ protocol: /^https?$/ })

export const Organisation = z
  .strictObject({
    id: z.uuid(),
    name: Text,
    /** What it is, in one sentence. */
    about: Text,
    role: z.enum(['member', 'authority', 'other']),
    /** Belongs to a made-up network and does not exist. */
    invented: z.literal(true).optional(),
    web: WebAddress.optional(),
    /** The organisation of the roster whose workers confirm these entries; absent where nobody of the roster answers for them. */
    rosterId: OrganisationId.optional(),
  })
  .refine(({ role, rosterId }) => rosterId === undefined || role === 'member', {
    message: 'only a member of the network stands in the roster',
  })
export type Organisation = z.infer<typeof Organisation>

/** Who pays for what, and when, so that readers see whose money a service runs on (D-026). Years are whole calendar years. */
export const Funding = z.strictObject({
  funder: Text,
  purpose: Text,
  from: z.int().optional(),
  to: z.int().optional(),
  source: z.string().min(1),
})
export type Funding = z.infer<typeof Funding>

/** Work that starts from clients' needs, work that an authority buys, or an authority's own work (D-018): never mixed. */
export const Track = z.enum(['ngo-led', 'purchased', 'authority', 'not-known'])
export type Track = z.infer<typeof Track>

/** `free`: nothing at all. `call`: help is free, the call costs what the operator takes. `means`: by income, or a fee. */
export const Costs = z.enum(['free', 'call', 'means', 'not-known'])
export type Costs = z.infer<typeof Costs>

const languageCode = z.string().regex(/^[a-z]{2,3}$/)

const slug = z.string().regex(/^[a-z-]+$/)

export const Service = z
  .strictObject({
    id: z.uuid(),
    organisation: z.uuid(),
    name: Text,
    forWhom: Text,
    gives: Text,
    needs: z.array(slug).min(1),
    /** Slugs of areas, or `all` alone. */
    areas: z.array(slug).min(1),
    /** The area in words; only what serves all of Finland may do without. */
    areaNote: Text.optional(),
    /** ISO 639 codes; empty where no list was found. */
    languages: z.array(languageCode),
    interpreter: z.boolean(),
    /** The languages that an interpreter is had for, where a list was found; absent where any may be asked for. */
    interpreted: z.array(languageCode).min(1).optional(),
    groups: z.array(slug).min(1),
    withoutName: z.enum(['yes', 'no', 'not-known']),
    cost: Text,
    costs: Costs,
    track: Track,
    /** Empty where nobody has told it yet. */
    funding: z.array(Funding),
    phones: z.array(Phone),
    emails: z.array(z.strictObject({ address: z.email(), confidence: Confidence })),
    web: WebAddress,
    /** The page for each language of ours, where there is more than one. */
    webIn: inEachLanguage(WebAddress).optional(),
    /** The language of `web`, where it is a page in that one only. */
    webLanguage: Language.optional(),
    note: Text.optional(),
    /** What a person should know before making contact, for her own safety; shown apart. */
    warning: Text.optional(),
    professionalsOnly: z.boolean(),
    /** True where the place is secret. No field for an address exists at all; `frontGate` says how one gets there. */
    secretPlace: z.boolean(),
    /** The open door to a secret place: whom to call, who then tells where to come. */
    frontGate: Text.optional(),
    /** `ready` may be shown; `check` is shown with a warning; `hold` is never a contact. */
    advice: z.enum(['ready', 'check', 'hold']),
    sources: z.array(Source).min(1),
    checkedOn: z.iso.date(),
    /** `editors` read public pages; `organisation` confirmed its own entry. */
    checkedBy: z.enum(['editors', 'organisation']),
  })
  .refine((service) => service.secretPlace === (service.frontGate !== undefined), {
    message: 'a secret place needs an open door, and only a secret place has one',
  })
  .refine((service) => service.areas.includes('all') || service.areaNote !== undefined, {
    message: 'a service of some areas says in words which',
  })
  .refine((service) => service.interpreter || service.interpreted === undefined, {
    message: 'languages of an interpreter need an interpreter',
  })
  .refine((service) => service.advice !== 'hold' || service.phones.length + service.emails.length === 0, {
    message: 'a service on hold carries no contact, so that none can be shown by mistake',
  })
export type Service = z.infer<typeof Service>

const Choice = z.strictObject({ id: z.string().min(2), name: Text })
export type DirectoryChoice = z.infer<typeof Choice>

export const ServiceDirectory = z
  .strictObject({
    /** Who answers for the directory as a whole (D-056); `checkedBy` says who looked at an entry. */
    owner: z.string().min(1),
    organisations: z.array(Organisation),
    services: z.array(Service),
  })
  .superRefine(({ organisations, services }, problems) => {
    const seen = new Set<string>()
    for (const [at, { id, organisation }] of services.entries()) {
      if (!organisations.some((one) => one.id === organisation))
        problems.addIssue({
          code: 'custom',
          path: ['services', at, 'organisation'],
          message: 'every service names an organisation of the directory',
        })
      if (seen.has(id))
        problems.addIssue({ code: 'custom', path: ['services', at, 'id'], message: 'two services have one id' })
      seen.add(id)
    }
  })
export type ServiceDirectory = z.infer<typeof ServiceDirectory>

/** What a visitor can choose from when looking for a service. */
export const DirectoryChoices = z.strictObject({
  needs: z.array(Choice),
  groups: z.array(Choice),
  languages: z.array(Choice),
  areas: z.array(
    Choice.extend({
      /** The county as people say it, with its best known towns: somebody in Oulu looks for "Oulu". */
      short: Text,
      /** Counties that border on it, by land or by the sea between Åland and the coast. Source: map of the wellbeing services counties
       *  (Act 614/2021), read by the editors on 2026-11-30. */
      near: z.array(slug).optional(),
      code: z
        .string()
        .regex(/^\d{2}$/)
        .optional(),
    }),
  ),
})
export type DirectoryChoices = z.infer<typeof DirectoryChoices>
