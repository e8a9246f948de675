// The keys to which devices seal leashes, in the keeper's folder, for its owner alone. Governed by docs/operating.md "Leash keeper".
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Recipient } from '@apila/core/bytes.ts'
import { newIdentity, recipientOf } from '@apila/sealing/age.ts'
import { Failure, fileFailure } from '../failure.ts'

/** The key of now. Earlier ones stand beside it under other names, for what was sealed before a decision was read. */
export const KEY_FILE = 'recipient.key'
const EARLIER = /^recipient-[\w-]+\.key$/

export type LeashKeys = { recipient: Recipient; identities: readonly string[] }

/** Makes a key where there is none. */
export async function openLeashKeys(folder: string): Promise<LeashKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, KEY_FILE)
  const made = `${await newIdentity()}\n`
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'EEXIST') throw fileFailure(file, error)
  })
  const earlier = (await readdir(folder)).filter((name) => EARLIER.test(name)).sort()
  const identities: string[] = []
  for (const name of [KEY_FILE, ...earlier]) identities.push(await readKey(join(folder, name)))
  const [now = ''] = identities
  return { recipient: await recipientOf(now), identities }
}

async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileFailure(file, error)
  })
  try {
    await recipientOf(text.trim())
  } catch {
    throw new Failure(`${file} holds no key to which leashes are sealed.`)
  }
  return text.trim()
}
