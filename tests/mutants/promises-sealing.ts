// Breaks of what sealing promises: keys, seals, shapes, tickets, bells. How to read an entry: promise-mutant.ts.
import { type PromiseMutant, inFile } from './promise-mutant.ts'

const SEALING = 'packages/sealing/src'
const AGE_TEST = `${SEALING}/age.test.ts`
const SEAL = `${SEALING}/referral/seal.ts`
const OPEN = `${SEALING}/referral/open.ts`

const wraps = inFile(`${SEALING}/account/desk-keys.ts`, 'tests/promises/foreign-keys.test.ts')
const age = inFile(`${SEALING}/age.ts`, AGE_TEST)
const padding = inFile(`${SEALING}/padding.ts`, AGE_TEST)
const shape = inFile(SEAL, 'tests/promises/one-shape.test.ts')
const subsets = inFile(SEAL, 'tests/promises/subsets.test.ts')
const sealer = inFile(SEAL, 'tests/promises/standing.test.ts')
const opener = inFile(OPEN, 'tests/promises/standing.test.ts')
const receipt = inFile(OPEN, 'tests/promises/wrong-organisation.test.ts')
const opened = inFile(OPEN, 'tests/promises/subsets.test.ts')
const signed = inFile(`${SEALING}/referral/signed.ts`, 'tests/promises/wrong-organisation.test.ts')
const talk = inFile(`${SEALING}/referral/talk.ts`, 'tests/promises/wrong-organisation.test.ts')
const bell = inFile(`${SEALING}/bell.ts`, `${SEALING}/bell.test.ts`)
const ticket = inFile(`${SEALING}/ticket.ts`, `${SEALING}/ticket.test.ts`)
const weak = inFile(`${SEALING}/labels.ts`, `${SEALING}/in-browser.browser.test.ts`)
const vectors = inFile(`${SEALING}/ticket.ts`, `${SEALING}/vectors.test.ts`)
const labels = inFile(`${SEALING}/labels.ts`, `${SEALING}/labels.test.ts`)
const bytes = inFile('packages/core/src/bytes.ts', 'packages/core/src/bytes.test.ts')
const canonical = inFile('packages/core/src/canonical.ts', 'packages/core/src/canonical.test.ts')
const points = inFile('packages/core/src/bytes.ts', 'tests/promises/roster-rules.test.ts')

export const SEALING_MUTANTS: readonly PromiseMutant[] = [
  wraps(
    'P-09',
    'wrap-not-compared',
    'the server gives a desk its own key and reads what is sealed to it',
    'if (keys.recipient !== named.recipient || keys.bellPublic !== named.bell) throw new ForeignKey()',
  ),
  wraps(
    'P-09',
    'bell-not-compared',
    'the server gives a desk another bell, and it hears nothing',
    ' || keys.bellPublic !== named.bell',
  ),
  wraps(
    'P-09',
    'wrap-of-another-desk',
    'a device holds the key of a desk on which it does not work',
    '!isOnDesk(own, which) || ',
  ),
  {
    name: 'origin-not-signed',
    promise: 'access',
    lost: 'a site that looks like ours passes a sign-in on',
    file: 'packages/core/src/account/session.ts',
    text: '`${origin}\\0${network}\\0${challenge}`',
    becomes: '`${network}\\0${challenge}`',
    test: `${SEALING}/labels.test.ts`,
  },
  labels(
    'P-09',
    'label-not-signed',
    'what was signed for one use fits another',
    'concat(utf8(`${label}\\0`), ',
    'concat(utf8(label === label ? `` : label), ',
  ),
  weak(
    'P-09',
    'weak-points',
    'a signature that anybody can make stands',
    '!key || !isEd25519Point(bytes.subarray(0, 32))',
    '!key',
  ),
  shape(
    'P-17',
    'day-shows-mode',
    'the last day shows which way she chose',
    'until: front.until,\n    sealedOn',
    "until: front.mode === 'all-ahead' ? addDays(front.until, 1) : front.until,\n    sealedOn",
  ),
  shape(
    'P-17',
    'note-shows-mode',
    'the day of a note shows which way she chose',
    'until: addDays(front.until, ENDED_LIST_DAYS),',
    "until: addDays(front.until, front.mode === 'all-ahead' ? 1 : ENDED_LIST_DAYS),",
  ),
  shape(
    'P-17',
    'bell-shows-mode',
    'no bell shows that the desk is to know nothing',
    '? await bellToNobody(roster.network)',
    "? ('' as never)",
  ),
  shape(
    'P-12',
    'knock-not-padded',
    'the length of a first contact tells',
    "padTo(await sign('knock', reservation.k, receiver, KnockContent.parse(knock)), KNOCK_BYTES),",
    "await sign('knock', reservation.k, receiver, KnockContent.parse(knock)),",
  ),
  subsets(
    'P-03',
    'always-ahead',
    'a story opens without her',
    "const isAhead = front.mode === 'all-ahead'",
    'const isAhead = true',
  ),
  subsets(
    'P-17',
    'desk-always-rung',
    'a desk hears of her before she comes',
    "front.mode === 'all-together'\n",
    "roster.network === ''\n",
  ),
  subsets(
    'P-03',
    'one-leash',
    'what opens a conversation opens a first contact',
    'leashes: { k, s, t },',
    'leashes: { k: t, s, t },',
  ),
  subsets(
    'P-03',
    'receipt-without-leash',
    'a thief of backups tries tickets on her receipt',
    'await recipientOf(leashes.s),\n        await seal(',
    'await recipientOf(leashes.k),\n        await seal(',
  ),
  sealer(
    'P-27',
    'sealer-does-not-ask',
    'what cannot stand is sealed',
    'if (!rule.ok) throw new DoesNotStand(rule.problem)',
  ),
  opener(
    'the rule',
    'opener-does-not-ask',
    'what does not stand opens',
    'if (rule.ok) return { ok: true, opened }',
    'if (rule) return { ok: true, opened }',
  ),
  receipt(
    'P-04',
    'receipt-by-anybody',
    'another desk writes her receipt',
    'writer?.organisation === content.front.from.organisation',
    'true',
  ),
  receipt(
    'P-04',
    'name-not-compared',
    'a part is served under another name',
    'asked: { part, at: name, receiver',
    'asked: { part, at: read.head.at, receiver',
  ),
  receipt(
    'P-04',
    'receiver-not-compared',
    'a parcel is passed on as if it were theirs',
    'const receiver = own ?? (await digestOfRecipient(desk.recipient))',
    'const receiver = read.head.receiver',
  ),
  opened(
    'P-03',
    'yes-without-her',
    'the desk reads again although she said only now',
    "const isYes = answer === 'yes' && ",
    'const isYes = ',
  ),
  signed(
    'P-04',
    'signature-not-verified',
    'a device that is not on the roster writes',
    "writer !== undefined &&\n    (await isSignedBy(writer.verifyKey, signature, 'apila/part/v2', await signedMessage(head, parsed.data)))",
    'true',
  ),
  signed(
    'P-04',
    'content-not-signed',
    'content is changed under a true signature',
    'concat(await sha256(utf8(canonical(head))), await sha256(utf8(canonical(content))))',
    'sha256(utf8(canonical(head)))',
  ),
  talk(
    'P-04',
    'item-of-another-conversation',
    'an item of one conversation stands in another',
    "(await problemOf('open', opening, { ...one, ...shared }))",
    "(await problemOf('open', opening, { ...one, ...shared, asked: { ...one.asked, at: head.at, receiver: head.receiver }, grant: head.grant ?? shared.grant }))",
  ),
  talk(
    'P-04',
    'item-does-not-stand',
    'a third desk writes into a conversation',
    'if (problem === null) items.push(',
    'if (problem !== undefined) items.push(',
  ),
  age(
    'P-10',
    'mixed-recipients',
    'a second key opens the same content',
    "if (stanzas.length !== 1 || !stanzas[0]?.startsWith('-> mlkem768x25519 ')) throw new BrokenSeal()",
  ),
  age(
    'P-10',
    'any-recipient',
    'something is sealed with classical keys alone',
    'encrypter.addRecipient(Recipient.parse(recipient))',
    'encrypter.addRecipient(recipient)',
  ),
  age(
    'P-11',
    'damage-tells',
    'how a seal is damaged tells an attacker something',
    'return null\n    throw new BrokenSeal({ cause })',
    'return null\n    throw cause',
  ),
  age('P-11', 'another-spelling', 'what was sealed reads in two ways', 'if (value === null) throw new BrokenSeal()'),
  padding(
    'P-12',
    'own-length',
    'the length of a story tells',
    'return padTo(content, classOf(content.length) ?? 0)',
    'return padTo(content, content.length + LENGTH_BYTES)',
  ),
  padding(
    'P-12',
    'padding-not-read',
    'something hides behind the content',
    ' || padded.subarray(end).some((byte) => byte !== 0)',
  ),
  bell('P-17', 'bell-of-any-network', 'a bell of another network rings', '`${BELL_LABEL}\\0${network}`', 'BELL_LABEL'),
  bell(
    'P-17',
    'bell-key-stays',
    'two bells of one desk are told together',
    'x25519Pair(random(32))\n  const agreed',
    'x25519Pair(new Uint8Array(32).fill(9))\n  const agreed',
  ),
  ticket(
    'P-13',
    'slip-not-told',
    'a wrong digit ends or opens nothing, and nobody says why',
    "if (checkDigit(digits.slice(0, -1)) !== Number(digits.slice(-1))) return { ok: false, problem: 'slip' }",
  ),
  ticket('keys', 'tickets-not-fair', 'some tickets are likelier than others', 'if (value >= FAIR_LIMIT) continue'),
  ticket(
    'keys',
    'one-salt',
    'a table of tickets of one network serves for all',
    'stretchSalted(digits, await ticketSalt(network))',
    "stretchSalted(digits, await ticketSalt(''))",
  ),
  vectors(
    'keys',
    'one-key',
    'what ends a permission opens it',
    "derive(root, 'apila/ticket/v2/open'),",
    "derive(root, 'apila/ticket/v2/withdraw'),",
  ),
  bytes('P-11', 'spare-bits', 'one value has several spellings', "${LAST_SIGN[bytes % 3] ?? ''}$`", '$`'),
  bytes('limits', 'spare-bits-of-any-length', 'one value has several spellings', '    .refine(hasNoSpareBits)\n', '\n'),
  bytes('limits', 'any-length', 'something sealed is as long as it likes', '    .length(encodedLength(bytes))\n', '\n'),
  points(
    'roster',
    'recipient-not-decoded',
    'a key of low order is entered, and everybody reads',
    'return isX25519Key(decoded.bytes.subarray(X25519_AT))',
    'return true',
  ),
  canonical(
    'P-11',
    'any-spelling',
    'what was signed reads in two ways',
    'return canonical(value) === text ? value : null',
    'return value',
  ),
]
