// Gives the worker a file that is made in the page; nothing is sent anywhere for it.

/** How long the file can be taken before the page forgets it. Unit: ms. */
const FORGET_MS = 60_000

export function saveFile(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(
    new Blob([content], { type: typeof content === 'string' ? `${type};charset=utf-8` : type }),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, FORGET_MS)
}
