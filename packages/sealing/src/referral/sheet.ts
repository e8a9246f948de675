// The start-meeting sheet: written and read by both desks until the permission ends. Governed by docs/protocol.md "Sheet".
// Its key lies behind the story's leash for each side, so that the sheet ends with the permission.
import type { DeskKey } from '@apila/core/account/session.ts'
import type { Locator } from '@apila/core/bytes.ts'
import type { OrganisationId, Roster } from '@apila/core/organisation/roster.ts'
import { Sheet } from '@apila/core/referral/content.ts'
import type { Sheets } from '@apila/core/referral/wire.ts'
import { openText, recipientOf, sealText } from '../age.ts'
import type { OwnDevice } from '../account/device.ts'
import { fromUtf8 } from '../encoding.ts'
import { padToClass, unpad } from '../padding.ts'
import { unlockKey } from './open.ts'
import { leashIdentity } from './seal.ts'
import { receiverFingerprint, signInner, verifyInner } from './signed.ts'

export type SheetVersion = { sheet: Sheet; from: OrganisationId }

/** All versions, oldest first, and the key for writing the next. `null` = this desk is on neither side. */
export async function openSheets(input: {
  desk: DeskKey
  sheets: Sheets
  locator: Locator
  roster: Roster
}): Promise<{ versions: SheetVersion[]; sheetIdentity: string } | null> {
  const leash = leashIdentity(input.sheets.leash)
  for (const locked of input.sheets.keys) {
    const key = await unlockKey(input.desk, leash, locked)
    if (!key) continue
    const sheetIdentity = fromUtf8(key)
    const receiver = await recipientOf(sheetIdentity)
    const versions: SheetVersion[] = []
    for (const blob of input.sheets.sheets) {
      const opened = await openText(sheetIdentity, blob)
      if (!opened) continue
      const { content, writer } = await verifyInner(
        unpad(opened),
        { part: 'sheet', receiver, locator: input.locator, roster: input.roster },
        Sheet,
      )
      versions.push({ sheet: content, from: writer.organisation })
    }
    return { versions, sheetIdentity }
  }
  return null
}

/** Seals a version of the sheet for both sides. */
export async function sealSheet(input: {
  device: OwnDevice
  network: string
  sheetIdentity: string
  locator: Locator
  sheet: Sheet
}): Promise<string> {
  const to = await recipientOf(input.sheetIdentity)
  const head = {
    v: 1 as const,
    part: 'sheet' as const,
    network: input.network,
    receiver: await receiverFingerprint(to),
    locator: input.locator,
    grantDigest: null,
    grant: null,
    mark: null,
    repliesRecipient: null,
    repliesAt: null,
    receiptRecipient: null,
    checkpoint: null,
  }
  return sealText(to, padToClass(await signInner(input.device, head, input.sheet)))
}
