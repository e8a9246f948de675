// What a colleague was asked to sign, as a draft keeps it; once somebody has signed, `back` holds the signature.
import { ItemId, ListId } from '@apila/core/bytes.ts'
import { Back, Front } from '@apila/core/referral/permission.ts'
import * as z from 'zod'

export const AskedColleague = z.strictObject({ list: ListId, id: ItemId, front: Front, back: Back })
export type AskedColleague = z.infer<typeof AskedColleague>

export const isSeconded = ({ back }: AskedColleague): boolean => back.signatures.length > 0
