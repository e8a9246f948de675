// What an organisation of the directory tells about itself: in plain words for clients (D-092), and for the other members its
// working methods, criteria and structure, dated (D-012). Area and target group stand in its services (D-222).
import * as z from 'zod'
import { Provenance, Text } from '../content/text.ts'

const lines = z.array(Text).min(1)

export const OrganisationProfile = Provenance.extend({
  organisation: z.uuid(),
  /** Raised at each change of meaning. */
  version: z.int().min(1),
  /** Who of the organisation read it; null until somebody has. */
  reviewedBy: z.string().min(1).nullable(),
  forClients: z.strictObject({ who: Text, help: lines, start: lines, promises: lines }),
  forMembers: z.strictObject({ methods: lines, criteria: lines, structure: lines, open: lines }),
})
export type OrganisationProfile = z.infer<typeof OrganisationProfile>

export const OrganisationProfiles = z.array(OrganisationProfile)
