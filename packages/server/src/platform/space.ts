// How much room the disk has. Deposits stop while there is still enough for endings. Governed by docs/operating.md "A full disk".
import { statfsSync } from 'node:fs'

/** Room that is kept for endings and for the system: a tenth of the disk, and no more than this. Unit: bytes. */
const MOST_KEPT = 1_000_000_000
const KEPT_SHARE = 0.1

export type Room = { free: number; all: number }

export function roomIn(folder: string): Room {
  const { bavail, blocks, bsize } = statfsSync(folder)
  return { free: bavail * bsize, all: blocks * bsize }
}

/** Whether no more should be stored. */
export const isNearlyFull = ({ free, all }: Room): boolean => free < Math.min(all * KEPT_SHARE, MOST_KEPT)
