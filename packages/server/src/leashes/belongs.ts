// To whom a leash keeper's folder belongs: the network whose server first put or asked something there. Another network's server is refused, or its
// sweep would take what the first one has left. Governed by docs/protocol.md "Leash keeper".
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { writeWhole } from '../platform/durable.ts'
import { type RandomBytes, toBase64url } from '../platform/keys.ts'
import { Refusal } from '../platform/problem.ts'

/** Which server asks: the name of its data folder, and the network that is founded there; `null`: none yet, or a made-up one, which is the same
 *  everywhere. */
export const Asker = z.strictObject({ server: z.string().max(50), genesis: z.string().max(100).nullable() })
export type Asker = z.infer<typeof Asker>

export const NOBODY: Asker = { server: '', genesis: null }

const BELONGS = 'belongs-to.json'
const SERVER_NAME = 'server-name'

/** By its network it is known again after a backup was put back; before there is one, by its folder. */
const isSame = (one: Asker, other: Asker): boolean =>
  one.genesis !== null && other.genesis !== null ? one.genesis === other.genesis : one.server === other.server

export type Belongs = {
  /** Whether somebody may ask here. Changes nothing. */
  admits: (asker: Asker) => boolean
  /** Makes the folder theirs, where it is nobody's or theirs; on the disk when it returns. */
  take: (asker: Asker) => void
}

/** Throws `Refusal` where the file is no longer what it was written as. */
export function openBelongs(folder: string): Belongs {
  const file = join(folder, BELONGS)
  let owner = lookAtBelongs(folder)
  return {
    admits: (asker) => owner === null || isSame(owner, asker),
    take: (asker) => {
      const now = { server: asker.server, genesis: asker.genesis ?? owner?.genesis ?? null }
      if (owner?.server === now.server && owner.genesis === now.genesis) return
      writeWhole(file, `${JSON.stringify(now)}\n`)
      owner = now
    },
  }
}

/** Whose a keeper's folder is; `null`: nobody's yet. Throws `Refusal` as `openBelongs` does. */
export function lookAtBelongs(folder: string): Asker | null {
  const file = join(folder, BELONGS)
  return existsSync(file) ? readOwner(file) : null
}

function readOwner(file: string): Asker {
  try {
    return Asker.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new Refusal(`The file ${file} is damaged: it says to which network the leashes belong.`)
  }
}

/** The name of a data folder, by which a leash keeper knows it before a network is founded; empty where it has none yet. */
export function findServerName(folder: string): string {
  const file = join(folder, SERVER_NAME)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

export function getServerName(folder: string, randomBytes: RandomBytes): string {
  const known = findServerName(folder)
  if (known !== '') return known
  const name = toBase64url(randomBytes(16))
  writeWhole(join(folder, SERVER_NAME), `${name}\n`)
  return name
}
