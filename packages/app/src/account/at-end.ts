// What must not outlast a session in the page's memory, told by those who hold it: the shell ends it when it locks or signs out.

const endings = new Set<() => void>()

export const atEnd = (end: () => void): void => void endings.add(end)

export const endSession = (): void => {
  for (const end of endings) end()
}
