// Shape of the service directory (D-215 to D-222). Area, target group and language belong to the service, not to the
// organisation (D-222); an organisation outside the network is never shown as a member (D-221).
import * as z from 'zod'
import { Text } from '../content/text.ts'

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

export const Phone = z.strictObject({
  number: z.string().regex(/^\+?\d{3,15}$/),
  /** As people read it, with spaces. */
  shown: z.string().min(3),
  /** Only where being open at every hour is certain enough to say "open now". */
  always: z.literal(true).optional(),
  hours: Text.optional(),
  /** When the hours were true. */
  hoursAsOf: RoughDate.optional(),
  confidence: Confidence,
})
export type Phone = z.infer<typeof Phone>

export const Organisation = z.strictObject({
  id: z.uuid(),
  name: Text,
  role: z.enum(['member', 'authority', 'other']),
})
export type Organisation = z.infer<typeof Organisation>

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
    areaNote: Text.optional(),
    /** ISO 639 codes; empty where no list was found. */
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)),
    interpreter: z.boolean(),
    groups: z.array(slug).min(1),
    withoutName: z.enum(['yes', 'no', 'not-known']),
    cost: Text,
    phones: z.array(Phone),
    emails: z.array(z.strictObject({ address: z.email(), confidence: Confidence })),
    web: z.url(),
    note: Text.optional(),
    professionalsOnly: z.boolean(),
    /** True where the place is secret: no field for an address exists at all, and the page says why. */
    secretPlace: z.boolean(),
    /** `ready` may be shown; `check` is shown with a warning; `hold` is never a contact. */
    advice: z.enum(['ready', 'check', 'hold']),
    sources: z.array(Source).min(1),
    checkedOn: z.iso.date(),
  })
  .refine((service) => service.advice !== 'hold' || service.phones.length + service.emails.length === 0, {
    message: 'a service on hold carries no contact, so that none can be shown by mistake',
  })
export type Service = z.infer<typeof Service>

const Choice = z.strictObject({ id: z.string().min(2), name: Text })
export type DirectoryChoice = z.infer<typeof Choice>

export const ServiceDirectory = z
  .strictObject({
    organisations: z.array(Organisation),
    services: z.array(Service),
  })
  .refine(
    ({ organisations, services }) =>
      services.every((service) => organisations.some(({ id }) => id === service.organisation)),
    {
      message: 'every service names an organisation of the directory',
    },
  )
export type ServiceDirectory = z.infer<typeof ServiceDirectory>

/** What a visitor can choose from when looking for a service. */
export const DirectoryChoices = z.strictObject({
  needs: z.array(Choice),
  groups: z.array(Choice),
  languages: z.array(Choice),
  areas: z.array(
    Choice.extend({
      code: z
        .string()
        .regex(/^\d{2}$/)
        .optional(),
    }),
  ),
})
export type DirectoryChoices = z.infer<typeof DirectoryChoices>
