// What a device and an organisation keep beside the roster: codes that are typed, joining, the device file, groups that are read aloud and
// recovery papers. The content of vectors/account.json; everything comes from seeded bytes, so nothing in it is secret.
import { codeText } from '@apila/core/account/code-text.ts'
import type { JoinRequest } from '@apila/core/account/join.ts'
import { credentialText } from '@apila/core/account/passkey.ts'
import { Digest } from '@apila/core/bytes.ts'
import { canonical } from '@apila/core/canonical.ts'
import { NetworkId, type OrganisationId, type SignedEntry } from '@apila/core/organisation/roster.ts'
import { sealWrap } from '../src/account/desk-keys.ts'
import { type DeviceFile, prfSalt, sealUnderPasskey, sealUnderWords } from '../src/account/device-file.ts'
import { newDeviceWords } from '../src/account/device-words.ts'
import { type JoinSide, askPossession, joinKeys, sayJoin, spokenDigits } from '../src/account/join.ts'
import { signCredential } from '../src/account/new-device.ts'
import { type RandomBytes, digestOf, fromBase64url, toBase64url, utf8 } from '../src/encoding.ts'
import { recoveryWrapsFor } from '../src/organisation/key-periods.ts'
import { type Paper, makePapers, paperText, papersKey } from '../src/organisation/papers.ts'
import { genesisGroups, recordGroups } from '../src/organisation/spoken.ts'
import { describe, deviceOf, readWhole, seedOf, which } from '../src/organisation/test-network.ts'
import { stretchSalted } from '../src/ticket.ts'

const network = NetworkId.parse('test-network')
/** The device that joins. */
const COMING = 'alder-worker-3'

export async function accountCases(log: readonly SignedEntry[], random: RandomBytes) {
  return {
    network,
    codes: codeCases(random),
    join: await joinCases(random),
    spoken: await spokenCases(log),
    deviceFiles: await fileCases(random),
    papers: await paperCases(log, random),
  }
}

function codeCases(random: RandomBytes) {
  const bytes = [new Uint8Array(16), random(16), random(16)]
  const codes = bytes.map((each) => ({ bytes: toBase64url(each), signs: codeText(each) }))
  const signs = codes[1]?.signs ?? ''
  const wrong = `${signs[0] === 'q' ? 'p' : 'q'}${signs.slice(1)}`
  return { codes, notCodes: ['', signs.slice(1), `${signs}q`, wrong, `${signs.slice(0, -1)}b`] }
}

async function joinCases(random: RandomBytes) {
  const code = random(16)
  const [keys, strangers] = [await joinKeys(code), await joinKeys(random(16))]
  const own = await deviceOf(COMING)
  const record = await describe(COMING, 'alder', { desks: ['referral'] })
  const passkey = { id: toBase64url(random(16)), publicKey: toBase64url(random(91)), algorithm: -7 as const }
  const credential = await signCredential(own, network, { ...passkey, origin: 'https://desk.example' } as never)
  const request: JoinRequest = { v: 2, record, credential }
  const { bytes, sealed } = await askPossession(record.recipient, random)
  const said = await sayJoin(keys, 'device', request)
  const readable = new TextDecoder().decode(fromBase64url(said))
  const case_ = (name: string, side: JoinSide, blob: string, hears: boolean) => ({ case: name, side, blob, hears })
  return {
    code: toBase64url(code),
    id: keys.id,
    request: canonical(request),
    digits: await spokenDigits(keys, request),
    credentialText: credentialText(network, COMING, credential.credential),
    device: COMING,
    possession: { sealed, bytes: toBase64url(bytes) },
    said: [
      case_('the request', 'device', said, true),
      case_('the request, said by the other side', 'keeper', said, false),
      case_('under another code', 'device', await sayJoin(strangers, 'device', request), false),
      case_('a word was changed', 'device', toBase64url(utf8(readable.replace('referral', 'evening_'))), false),
      case_('a member more', 'device', toBase64url(utf8(readable.replace('{', '{"a":1,'))), false),
      case_('no message', 'device', toBase64url(utf8('{}')), false),
    ],
  }
}

async function spokenCases(log: readonly SignedEntry[]) {
  const roster = await readWhole(log)
  const records = [...roster.devices.values()].slice(0, 3)
  return {
    genesis: genesisGroups(Digest.parse(await digestOf(log[0]?.entry ?? ''))),
    records: await Promise.all(records.map(async (record) => ({ record, groups: await recordGroups(record) }))),
  }
}

async function fileCases(random: RandomBytes) {
  const of = { network, device: (await deviceOf(COMING)).id }
  const [seed, prf, other] = [random(32), random(32), random(32)]
  const words = newDeviceWords(random)
  const passkey = { prf, credential: toBase64url(random(16)) }
  const underPasskey = await sealUnderPasskey(of, seed, passkey, random)
  const underWords = await sealUnderWords(of, seed, { words, stretch: stretchSalted }, random)
  const opened = toBase64url(seed)
  const case_ = (name: string, file: DeviceFile, by: { prf: string } | { words: string }, gives: string | null) => ({
    ...{ case: name, file, by, gives },
  })
  const byPrf = { prf: toBase64url(prf) }
  return {
    prfSalt: toBase64url(await prfSalt(of)),
    cases: [
      case_('the passkey of the device', underPasskey, byPrf, opened),
      case_('another passkey', underPasskey, { prf: toBase64url(other) }, null),
      case_('under the name of another device', { ...underPasskey, device: 'alder-worker-4' as never }, byPrf, null),
      case_('in another network', { ...underPasskey, network: 'another-network' as never }, byPrf, null),
      case_('six words', underWords, { words }, opened),
      case_('five of the words and another', underWords, { words: `${words.slice(0, 24)} hala` }, null),
      case_('words for a file of the passkey', underPasskey, { words }, null),
      case_('a passkey for a file of words', underWords, byPrf, null),
    ],
  }
}

async function paperCases(log: readonly SignedEntry[], random: RandomBytes) {
  const roster = await readWhole(log)
  const alder = 'alder' as OrganisationId
  const [mine, older] = [makePapers(random), makePapers(random)]
  const { recipient, verifyKey } = await papersKey(alder, mine.seed)
  const text = (papers: readonly Paper[], number: number) => paperText(papers[number - 1] as Paper)
  const mineTexts = await Promise.all(mine.papers.map(paperText))
  const pairs = [
    [1, 2],
    [2, 3],
    [3, 1],
    [2, 1],
    [1, 1],
  ] as const
  const [one = ''] = mineTexts
  const organisations = new Map([
    [alder, { id: alder, names: { fi: 'a', sv: 'a', en: 'a' }, recovery: { recipient, verifyKey } }],
  ])
  const sealing = { which: which('alder', 'referral'), epoch: 0, seed: await seedOf('alder', 'referral') }
  const [wrap] = await recoveryWrapsFor({ ...roster, organisations }, sealing)
  const stranger = await sealWrap(recipient, { ...sealing, seed: new Uint8Array(32).fill(9) })
  return {
    seed: toBase64url(mine.seed),
    verifyKey,
    recipientDigest: await digestOf(recipient),
    texts: mineTexts,
    notPapers: ['', one.slice(1), `${one} q`, one.replace(/^./, (sign) => (sign === 'q' ? 'p' : 'q'))],
    pairs: [
      ...pairs.map(([a, b]) => ({ a: mineTexts[a - 1], b: mineTexts[b - 1], gives: a === b ? 'same-paper' : 'seed' })),
      { a: one, b: await text(older.papers, 2), gives: 'mixed' },
      { a: await text(older.papers, 3), b: mineTexts[1], gives: 'mixed' },
    ],
    wraps: [
      { case: 'the key of the roster', blob: wrap?.blob, gives: 'keys' },
      { case: "a stranger's key", blob: stranger, gives: 'foreign' },
      {
        case: "another organisation's true key",
        blob: await sealWrap(recipient, {
          which: which('birch', 'referral'),
          epoch: 0,
          seed: await seedOf('birch', 'referral'),
        }),
        gives: 'foreign',
      },
    ],
  }
}
