// `apila-tools ring`: the organisation's own bell and witness, on a machine of its own (docs/operating.md "Bell").
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import type { Digest } from '@apila/core/bytes.ts'
import { Day } from '@apila/core/day.ts'
import { Failure } from '../failure.ts'
import { checkProgramBy } from '../program/run-program.ts'
import { joinRinger } from './join-ringer.ts'
import { type MailSettings, readMailSettings, sendMail } from './mail.ts'
import { type RingerKeys, openFolder } from './ringer-folder.ts'
import { Forked, type Ringer, openRinger } from './ringer.ts'
import { Refused, openServerApi } from './server-api.ts'

export const RING_HELP = `apila-tools ring join --server ORIGIN --folder FOLDER --code CODE
apila-tools ring --folder FOLDER [--program PROGRAM] [--once]

  The organisation's own bell: it hears that something waits, opens nothing, and checks and signs the days.
  join        with a joining code that an administrator shows for the organisation's bell
  FOLDER      its own keys; mail.json in it sends "Something waits." through your own mail server
  --program   a program that two release keys signed: a day on which the server served another one is not signed
  --once      looks once and ends
`

const LOOK_MS = 300_000
const JITTER_MS = 60_000

type Say = (line: string) => void
const finnishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' })
const today = (): Day => Day.parse(finnishDay.format(new Date()))

export async function runRing(args: readonly string[], say: Say): Promise<void> {
  const { values, positionals } = options(args)
  const folder = needed(values.folder, '--folder')
  if (positionals[0] === 'join') {
    const server = originOf(needed(values.server, '--server'))
    const code = needed(values.code, '--code')
    return joinRinger({ server, folder, code, today, api: openServerApi(server), say })
  }
  if (positionals.length > 0) throw new Failure('apila-tools ring takes join or nothing; see apila-tools --help.', 2)
  const kept = await openFolder(folder)
  const mail = await readMailSettings(folder)
  const ringer = openRinger(kept, openServerApi(kept.keys.server), today)
  let hasBegun = false
  for (let told = ''; ;) {
    told = await goRound(ringer, { mail, program: values.program, isOnce: values.once === true, told }, say)
    if (values.once === true) return
    if (!hasBegun && told === '') {
      hasBegun = true
      say(await beginningLine(ringer, kept.keys, mail !== null))
    }
    // Whoever watches the line must not know the devices of one organisation by their beat.
    const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
    await wait(LOOK_MS + (word / 2 ** 32 - 0.5) * 2 * JITTER_MS)
  }
}

/** Said once, when the first look went well: a wrong start has said something else by then. */
export async function beginningLine(
  ringer: Ringer,
  { device, server }: Pick<RingerKeys, 'device' | 'server'>,
  hasMail: boolean,
): Promise<string> {
  const { desks } = (await ringer.roster()).devices.get(device) ?? { desks: [] }
  const how = hasMail ? 'It rings in this window and by mail.' : 'It rings in this window; no mail is set.'
  return `${device} listens at ${server} for ${desks.join(', ') || 'no team'}, every five minutes. ${how} Stop with Ctrl+C.`
}

/** One look and what it leads to. Gives what was told, so that it is not said again each five minutes. */
export async function goRound(
  ringer: Ringer,
  {
    mail,
    program,
    isOnce,
    told,
  }: { mail: MailSettings | null; program: string | undefined; isOnce: boolean; told: string },
  say: Say,
): Promise<string> {
  try {
    if ((await ringer.look()) > 0) {
      say('\u0007Something waits.')
      if (mail) await sendMail(mail)
    }
    const sentences = await ringer.witness(program === undefined ? null : await pagesOf(ringer, program))
    const said = sentences.join('\n')
    if (said !== '' && said !== told) say(said)
    return said
  } catch (error) {
    if (isOnce || error instanceof Forked || !(error instanceof Failure || error instanceof Refused)) throw error
    if (error.message !== told) say(error.message)
    return error.message
  }
}

/** The digest of the page of a program that the roster's release keys signed. */
async function pagesOf(ringer: Ringer, path: string): Promise<Digest[]> {
  const keys = (await ringer.roster()).policy.releaseKeys
  if (!keys) throw new Failure('The members have named no release keys yet, so --program cannot be checked.')
  const { files } = await checkProgramBy(path, { v: 2, ...keys })
  return files['index.html'] === undefined ? [] : [files['index.html']]
}

function options(args: readonly string[]) {
  const text = { type: 'string' as const }
  try {
    return parseArgs({
      args: [...args],
      options: { server: text, folder: text, code: text, program: text, once: { type: 'boolean' } },
      allowPositionals: true,
    })
  } catch {
    throw new Failure('That option is not known, or its value is missing; see apila-tools --help.', 2)
  }
}

function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new Failure(`${name} is missing; see apila-tools --help.`, 2)
  return value
}

function originOf(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Failure('--server is the origin of your server, as https://apila.example', 2)
  return url.origin
}
