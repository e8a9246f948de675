// What a client is owed of what was told or sent without them, as it lies in the sender's own note. Apart from the rest of notices, since a
// desk's first list reads such notes. Governed by docs/protocol.md "Duty notices".
import * as z from 'zod'

/** The provision, by the guide's rule that states it, with its law, source and days (content/rights/notices.json). `vital-interest`: no duty;
 *  what the law allows where life or health is in danger and the client cannot be asked. */
export const Provision = z.enum([
  'child-notify-duty',
  'child-police-duty',
  'her-children-duty',
  'unborn-duty',
  'cannot-care-duty',
  'warn-duty',
  'call-for-help-duty',
  'police-asks-social',
  'authority-asks-purchased',
  'witness-own-work',
  'vital-interest',
])
export type Provision = z.infer<typeof Provision>

/** What was told, in kinds. */
export const NoticeWhat = z.enum([
  'worry-for-child',
  'worry-before-birth',
  'suspected-crime',
  'danger',
  'crime-ahead',
  'need-of-care',
  'who',
  'where',
  'asked-for',
])
export type NoticeWhat = z.infer<typeof NoticeWhat>

/** Each kind once. */
export const ToldWhat = z
  .array(NoticeWhat)
  .min(1)
  .refine((what) => new Set(what).size === what.length)

/** In which role it was told. No name: the organisation knows who works there. */
export const NoticeRole = z.enum(['worker', 'health', 'social', 'supervisor'])
export type NoticeRole = z.infer<typeof NoticeRole>

/** What the client is owed of what is sent without them: it lies in the sender's note, so that it is stored in one act with what is sent. */
export const OwedNotice = z.strictObject({
  what: ToldWhat,
  provision: Provision,
  byRole: NoticeRole,
})
export type OwedNotice = z.infer<typeof OwedNotice>
