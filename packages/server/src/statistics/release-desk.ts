// The release desk's steps as they are stored. Whose turn it is, core says. Governed by docs/statistics.md "The release desk".
import type { Digest } from '@apila/core/bytes.ts'
import { DeviceId, type Device, OrganisationId, type Roster } from '@apila/core/organisation/roster.ts'
import {
  type DeskStanding,
  type Officer,
  findOfficer,
  nextReleaseState,
  officerInTurn,
  releaseText,
} from '@apila/core/statistics/release-desk.ts'
import type { ReleaseState, ReleaseStep } from '@apila/core/statistics/wire.ts'
import { Signature } from '@apila/core/bytes.ts'
import type { Scope } from '../platform/db.ts'
import { digestOf, fromBase64url, isSignedBy, toBase64url } from '../platform/keys.ts'
import { Problem } from '../platform/problem.ts'
import { publish, readUnsigned, requireLedger, requirePolicy } from './publishing.ts'
import {
  type ClosingRow,
  type DeskRow,
  deleteSealedOf,
  findDesk,
  listClosings,
  listLedger,
  putDesk,
  setHalf,
} from './store.ts'

type Standing = DeskStanding & { closings: ClosingRow[]; desk: DeskRow | undefined }

/** Where a cohort stands. */
export async function readStanding(scope: Scope, cohort: number): Promise<Standing> {
  const closings = await listClosings(scope, cohort)
  const desk = await findDesk(scope, cohort)
  const closedBy = closings.map((row) => OrganisationId.parse(row.organisation))
  return { state: desk?.state ?? (closings.length > 0 ? 'closing' : 'open'), closedBy, closings, desk }
}

/** What a keeper or officer may see of a cohort: sealed sums only for the officer who needs them next. */
export async function readState(scope: Scope, roster: Roster, device: Device, cohort: number): Promise<ReleaseState> {
  const { state, closedBy, closings, desk } = await readStanding(scope, cohort)
  const officer = findOfficer(roster.policy, device.id)
  const isInTurn = officer !== undefined && officerInTurn(state) === officer
  const isShown = desk?.release && (state === 'published' || officer !== undefined)
  return {
    cohort,
    state,
    closedBy: [...closedBy],
    blobs: isInTurn ? blobsFor(roster, state, closings, desk) : [],
    release: isShown ? desk.release : null,
    drawnBy: isShown ? DeviceId.parse(roster.policy.firstOfficer) : null,
    drawnSignature: isShown && desk.drawn_signature ? Signature.parse(desk.drawn_signature) : null,
    lastLedgerLine: (await listLedger(scope)).at(-1) ?? null,
  }
}

// First: sums to halve, later the total. Second: halves, to add up and again to check what was drawn.
function blobsFor(
  roster: Roster,
  state: ReleaseState['state'],
  closings: readonly ClosingRow[],
  desk: DeskRow | undefined,
): ReleaseState['blobs'] {
  if (state === 'totalled') {
    const organisation = roster.devices.get(roster.policy.secondOfficer)?.organisation
    return organisation && desk?.total ? [{ organisation, blob: toBase64url(desk.total) }] : []
  }
  return closings.flatMap(({ organisation, sums, half }) => {
    const blob = state === 'closing' ? sums : half
    return blob ? [{ organisation: OrganisationId.parse(organisation), blob: toBase64url(blob) }] : []
  })
}

/** Takes one step, in the caller's transaction. */
export async function takeStep(tx: Scope, roster: Roster, device: Device, step: ReleaseStep): Promise<void> {
  const officer = findOfficer(roster.policy, device.id)
  if (!officer) throw new Problem('not-found')
  const standing = await readStanding(tx, step.cohort)
  if (step.step === 'drawn' && isRepeated(standing.desk, step)) return
  const next = nextReleaseState(standing, step, officer)
  if (!next.ok) throw new Problem(next.problem)
  await storeStep(tx, { roster, officer }, step, standing)
}

// An answer that was lost on the way must not make an officer draw noise again.
const isRepeated = (desk: DeskRow | undefined, step: { release: string; signature: string }): boolean =>
  desk?.release === step.release && desk.drawn_signature === step.signature

async function storeStep(
  tx: Scope,
  by: { roster: Roster; officer: Officer },
  step: ReleaseStep,
  { desk }: Standing,
): Promise<void> {
  const { cohort } = step
  switch (step.step) {
    case 'halves':
      for (const { organisation, blob } of step.halves) await setHalf(tx, cohort, organisation, fromBase64url(blob))
      await putDesk(tx, { cohort, state: 'halved', total: null, release: null, drawn_signature: null })
      return
    case 'total':
      await putDesk(tx, {
        cohort,
        state: 'totalled',
        total: fromBase64url(step.blob),
        release: null,
        drawn_signature: null,
      })
      return
    case 'drawn': {
      const release = readUnsigned(step.release)
      requirePolicy(by.roster, cohort, release)
      requireSignature(by.roster, by.roster.policy.firstOfficer, step.release, step.signature)
      await requireLedger(tx, release)
      await putDesk(tx, { cohort, state: 'drawn', total: null, release: step.release, drawn_signature: step.signature })
      return
    }
    case 'checked':
      await publishChecked(tx, by.roster, step, desk)
  }
}

async function publishChecked(
  tx: Scope,
  roster: Roster,
  step: { cohort: number; digest: Digest; signature: string },
  desk: DeskRow | undefined,
): Promise<void> {
  const { firstOfficer, secondOfficer } = roster.policy
  if (!desk?.release || !desk.drawn_signature || digestOf(desk.release) !== step.digest)
    throw new Problem('release-refused')
  requireSignature(roster, secondOfficer, desk.release, step.signature)
  const signatures = [
    { device: firstOfficer, signature: desk.drawn_signature },
    { device: secondOfficer, signature: step.signature },
  ].map(({ device, signature }) => ({
    device,
    signature,
    organisation: roster.devices.get(device)?.organisation ?? '',
  }))
  await publish(tx, { ...readUnsigned(desk.release), signatures })
  await putDesk(tx, { ...desk, state: 'published' })
  await deleteSealedOf(tx, step.cohort)
}

function requireSignature(roster: Roster, officer: DeviceId, release: string, signature: string): void {
  const verifyKey = roster.devices.get(officer)?.verifyKey
  if (!verifyKey || !isSignedBy(verifyKey, releaseText(release), signature)) throw new Problem('release-refused')
}
