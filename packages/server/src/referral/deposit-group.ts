// Makes deposits that arrive while others are being stored durable together: a crowd costs the disk what one costs.
// Governed by docs/protocol.md "Deposit".
import type { Ctx } from '../ctx.ts'
import { type Deposited, type Depositing, depositAll } from './deposit.ts'

/** Most deposits that are stored together; the largest are several megabytes. */
const MOST_TOGETHER = 32

type Waiting = Depositing & { resolve: (deposited: Deposited) => void; reject: (error: unknown) => void }

export type DepositGroup = { deposit: (depositing: Depositing) => Promise<void> }

export function openDepositGroup(ctxOf: () => Ctx): DepositGroup {
  const waiting: Waiting[] = []
  let isWorking = false
  const work = async (): Promise<void> => {
    if (isWorking) return
    isWorking = true
    while (waiting.length > 0) await ctxOf().db.exclusively(() => storeNext(ctxOf(), waiting.splice(0, MOST_TOGETHER)))
    isWorking = false
  }
  return {
    deposit: async (depositing) => {
      const deposited = await new Promise<Deposited>((resolve, reject) => {
        waiting.push({ ...depositing, resolve, reject })
        void work()
      })
      if (deposited !== 'done') throw deposited
    },
  }
}

async function storeNext(ctx: Ctx, group: readonly Waiting[]): Promise<void> {
  try {
    const deposited = await depositAll(ctx, group)
    for (const [index, { resolve }] of group.entries()) resolve(deposited[index] ?? 'done')
  } catch (error) {
    for (const { reject } of group) reject(error)
  }
}
