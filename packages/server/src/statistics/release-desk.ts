// The release desk's steps as they are stored. Whose turn it is, core says. Governed by docs/statistics.md "The release desk".
import type { Digest } from '@apila/core/bytes.ts'
import { DeviceId, type Device, OrganisationId, type ReleasePolicy } from '@apila/core/organisation/roster.ts'
import { type Roster, findEverDevice, findReleasePolicy } from '@apila/core/organisation/roster-value.ts'
import {
  type DeskStanding,
  findOfficer,
  nextReleaseState,
  officerInTurn,
  releaseText,
} from '@apila/core/statistics/release-desk.ts'
import { type ReleaseState, type ReleaseStep, ReturnReason } from '@apila/core/statistics/wire.ts'
import { Signature } from '@apila/core/bytes.ts'
import type { UnsignedRelease } from '@apila/core/statistics/release.ts'
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
  return { state: stateOf(desk) ?? (closings.length > 0 ? 'closing' : 'open'), closedBy, closings, desk }
}

const RETURNED = 'returned:'

function stateOf(desk: DeskRow | undefined): ReleaseState['state'] | undefined {
  if (desk === undefined) return undefined
  return isReturned(desk.state) ? 'returned' : desk.state
}

const isReturned = (state: DeskRow['state']): state is `returned:${ReturnReason}` => state.startsWith(RETURNED)

/** What a keeper or officer may see of a cohort: sealed sums only for the officer who needs them next. */
export async function readState(scope: Scope, roster: Roster, device: Device, cohort: number): Promise<ReleaseState> {
  const { state, closedBy, closings, desk } = await readStanding(scope, cohort)
  const policy = findReleasePolicy(roster, cohort)
  const officer = policy && findOfficer(policy, device.id)
  const isInTurn = officer !== undefined && officerInTurn(state) === officer
  const isShown = desk?.release && (state === 'published' || officer !== undefined)
  return {
    cohort,
    state,
    closedBy: [...closedBy],
    blobs: isInTurn && policy ? blobsFor(findEverDevice(roster, policy.secondOfficer), state, closings, desk) : [],
    release: isShown ? desk.release : null,
    returnedFor:
      officer !== undefined && desk && isReturned(desk.state)
        ? ReturnReason.parse(desk.state.slice(RETURNED.length))
        : null,
    drawnBy: isShown && policy ? DeviceId.parse(policy.firstOfficer) : null,
    drawnSignature: isShown && desk.drawn_signature ? Signature.parse(desk.drawn_signature) : null,
    lastLedgerLine: (await listLedger(scope)).at(-1) ?? null,
  }
}

// First: sums to halve, later the total. Second: halves, to add up and again to check what was drawn.
function blobsFor(
  secondOfficer: Device | undefined,
  state: ReleaseState['state'],
  closings: readonly ClosingRow[],
  desk: DeskRow | undefined,
): ReleaseState['blobs'] {
  if (state === 'totalled') {
    const organisation = secondOfficer?.organisation
    return organisation && desk?.total ? [{ organisation, blob: toBase64url(desk.total) }] : []
  }
  // What came back is made again of the noise that was drawn, not of the sums.
  if (state === 'returned') return []
  return closings.flatMap(({ organisation, sums, half }) => {
    const blob = state === 'closing' ? sums : half
    return blob ? [{ organisation: OrganisationId.parse(organisation), blob: toBase64url(blob) }] : []
  })
}

/** Takes one step, in the caller's transaction. */
export async function takeStep(tx: Scope, roster: Roster, device: Device, step: ReleaseStep): Promise<void> {
  const policy = findReleasePolicy(roster, step.cohort)
  const officer = policy && findOfficer(policy, device.id)
  if (!officer) throw new Problem('not-found')
  const standing = await readStanding(tx, step.cohort)
  if (step.step === 'drawn' && standing.state !== 'returned' && isRepeated(standing.desk, step)) return
  const next = nextReleaseState(standing, step, officer)
  if (!next.ok) throw new Problem(next.problem)
  await storeStep(tx, { roster, policy }, step, standing)
}

// An answer that was lost on the way must not make an officer draw noise again.
const isRepeated = (desk: DeskRow | undefined, step: { release: string; signature: string }): boolean =>
  desk?.release === step.release && desk.drawn_signature === step.signature

async function storeStep(
  tx: Scope,
  by: { roster: Roster; policy: ReleasePolicy },
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
      requirePolicy(by.policy, by.roster.demo, cohort, release)
      requireSignature(by.roster, by.policy.firstOfficer, step.release, step.signature)
      await requireLedger(tx, release)
      requireSameNoise(desk, release)
      await putDesk(tx, { cohort, state: 'drawn', total: null, release: step.release, drawn_signature: step.signature })
      return
    }
    case 'returned':
      if (!desk?.release || digestOf(desk.release) !== step.digest) throw new Problem('release-refused')
      await putDesk(tx, { ...desk, state: `returned:${step.reason}` })
      return
    case 'checked':
      await publishChecked(tx, by, step, desk)
  }
}

// Tables that were sent back may get other words, never another draw: of two draws one could choose, or take the mean.
function requireSameNoise(desk: DeskRow | undefined, release: UnsignedRelease): void {
  if (desk?.release && readUnsigned(desk.release).ledger.output !== release.ledger.output)
    throw new Problem('already-drawn')
}

async function publishChecked(
  tx: Scope,
  { roster, policy }: { roster: Roster; policy: ReleasePolicy },
  step: { cohort: number; digest: Digest; signature: string },
  desk: DeskRow | undefined,
): Promise<void> {
  const { firstOfficer, secondOfficer } = policy
  if (!desk?.release || !desk.drawn_signature || digestOf(desk.release) !== step.digest)
    throw new Problem('release-refused')
  requireSignature(roster, secondOfficer, desk.release, step.signature)
  const signatures = [
    { device: firstOfficer, signature: desk.drawn_signature },
    { device: secondOfficer, signature: step.signature },
  ].map(({ device, signature }) => ({
    device,
    signature,
    organisation: findEverDevice(roster, device)?.organisation ?? '',
  }))
  await publish(tx, { ...readUnsigned(desk.release), signatures })
  await putDesk(tx, { ...desk, state: 'published' })
  await deleteSealedOf(tx, step.cohort)
}

function requireSignature(roster: Roster, officer: DeviceId, release: string, signature: string): void {
  const verifyKey = roster.devices.get(officer)?.verifyKey
  if (!verifyKey || !isSignedBy(verifyKey, releaseText(release), signature)) throw new Problem('release-refused')
}
