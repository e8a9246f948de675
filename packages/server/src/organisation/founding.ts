// Before there is a network: the founding code, and the board on which the devices of a founding find each other. The code lies in the key
// folder, so that a founding which a restart cuts off goes on; the board lies in memory, and each device says again what it has to say.
// Governed by docs/protocol.md "Founding".
import { timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CodeText, codeText, readCode } from '@apila/core/account/code-text.ts'
import { type FoundingHeard, MOST_FOUNDERS } from '@apila/core/organisation/founding.ts'
import type { RandomBytes } from '../platform/keys.ts'

type Said = FoundingHeard['said'][number]

export type Founding = {
  /** What the operator reads at the start. */
  code: CodeText
  isCode: (code: CodeText) => boolean
  /** False where more devices have come than a founding has. */
  say: (said: Said) => boolean
  hear: () => readonly Said[]
  /** There is a network now: code and board are gone. */
  end: () => void
}

const FILE = 'founding-code'
const CODE_BYTES = 16

/** Opens the founding of a folder without a network. */
export function openFounding(keysFolder: string, randomBytes: RandomBytes): Founding {
  const file = join(keysFolder, FILE)
  const code = readKept(file) ?? codeText(randomBytes(CODE_BYTES))
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 })
  writeFileSync(file, `${code}\n`, { mode: 0o600 })
  let isOpen = true
  const board = new Map<string, Said>()
  return {
    code,
    isCode: (typed) => isOpen && timingSafeEqual(Buffer.from(typed), Buffer.from(code)),
    say: (said) => {
      const froms = new Set([...board.values()].map(({ from }) => from))
      if (!froms.has(said.from) && froms.size >= MOST_FOUNDERS) return false
      board.set(`${said.from} ${said.topic}`, said)
      return true
    },
    hear: () => [...board.values()],
    end: () => {
      isOpen = false
      board.clear()
      rmSync(file, { force: true })
    },
  }
}

const readKept = (file: string): CodeText | null => (existsSync(file) ? readCode(readFileSync(file, 'utf8')) : null)
